#include "app/asset_folder.hpp"

#include "geodata/error.hpp"

#include <cstdlib>
#include <string>

namespace sitmap {

std::filesystem::path asset_folder()
{
    namespace fs = std::filesystem;
    if (const char* named = std::getenv("SITMAP_ASSETS"); named != nullptr && *named != '\0') {
        if (!fs::is_directory(named))
            throw Error{"cannot use SITMAP_ASSETS '" + std::string{named} + "': no such folder"};
        return named;
    }
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    fs::path installed = program.parent_path().parent_path() / "share" / "sitmap";
    if (!failed && fs::is_directory(installed / "gazetteer"))
        return installed;
    if (fs::is_directory(SITMAP_SOURCE_ASSETS))
        return SITMAP_SOURCE_ASSETS;
    throw Error{"cannot find the asset folder: neither '" + installed.string() +
                "' nor the source tree is there; set SITMAP_ASSETS"};
}

} // namespace sitmap
