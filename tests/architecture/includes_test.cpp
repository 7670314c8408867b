#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

// Which folders a folder may include: the arrows of the house.
const std::map<std::string, std::set<std::string>> allowed_folders = {
    {"geodata", {"geodata"}},
    {"engine", {"engine", "geodata"}},
    {"importers", {"importers", "engine", "geodata"}},
    {"render", {"render", "engine", "geodata"}},
    {"app", {"app", "render", "importers", "engine", "geodata"}},
};

// Where a foreign library may be included: prefix of the header, folders (or files) that may.
const std::vector<std::pair<std::string, std::vector<std::string>>> only_place = {
    {"gdal", {"geodata/"}},
    {"ogr", {"geodata/"}},
    {"cpl_", {"geodata/"}},
    {"proj.h", {"geodata/"}},
    {"geodesic.h", {"geodata/"}},
    {"boost/geometry", {"geodata/"}},
    {"sqlite3.h", {"engine/"}},
    {"gumbo.h", {"importers/"}},
    {"pugixml", {"importers/"}},
    {"SFML/", {"render/sfml/"}},
    {"imgui", {"render/sfml/", "render/ui/"}},
    {"GL/", {"render/sfml/"}},
    {"cairo", {"render/cairo/", "render/text/"}},
    {"pango", {"render/text/"}},
    {"hb", {"render/text/"}},
    {"fontconfig", {"render/text/"}},
    {"CLI/", {"app/"}},
};

struct Include {
    std::string file; ///< relative to the root
    std::string header;
    bool quoted;
};

std::vector<Include> includes_of(const std::string& text, const std::string& file)
{
    std::vector<Include> found;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        const auto hash = line.find_first_not_of(" \t");
        if (hash == std::string::npos || line.compare(hash, 8, "#include") != 0)
            continue;
        const auto open = line.find_first_of("\"<", hash);
        const auto close = line.find_first_of("\">", open + 1);
        if (open != std::string::npos && close != std::string::npos)
            found.push_back({file, line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
    return found;
}

std::string complaint(const Include& include)
{
    const std::string folder = include.file.substr(0, include.file.find('/'));
    if (include.quoted) {
        const std::string target = include.header.substr(0, include.header.find('/'));
        if (!allowed_folders.contains(target))
            return include.file + " includes \"" + include.header + "\", which is not a path from the root";
        if (!allowed_folders.at(folder).contains(target))
            return include.file + " includes \"" + include.header + "\": " + folder + " may not know " +
                   target;
        return {};
    }
    for (const auto& [prefix, places] : only_place) {
        const bool is_it = include.header.starts_with(prefix);
        const bool may = std::any_of(places.begin(), places.end(), [&](const std::string& place) {
            return include.file.starts_with(place);
        });
        if (is_it && !may)
            return include.file + " includes <" + include.header + ">, which belongs in " + places.front();
    }
    return {};
}

} // namespace

TEST_CASE("the checker sees a wrong arrow", "[architecture]")
{
    const auto wrong =
        includes_of("#include \"render/scene.hpp\"\n  #include <sqlite3.h>\n", "importers/x.cpp");
    REQUIRE(wrong.size() == 2);
    CHECK_FALSE(complaint(wrong[0]).empty());
    CHECK_FALSE(complaint(wrong[1]).empty());
    CHECK(complaint({"app/x.cpp", "render/scene.hpp", true}).empty());
}

TEST_CASE("every include follows the arrows of the house", "[architecture]")
{
    std::size_t files = 0;
    for (const auto& [folder, unused] : allowed_folders) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path{SITMAP_ROOT} / folder)) {
            const auto ending = entry.path().extension();
            if (ending != ".cpp" && ending != ".hpp")
                continue;
            ++files;
            std::ifstream in{entry.path()};
            std::stringstream text;
            text << in.rdbuf();
            const auto name = fs::relative(entry.path(), SITMAP_ROOT).generic_string();
            for (const Include& include : includes_of(text.str(), name)) {
                const std::string trouble = complaint(include);
                INFO(trouble);
                CHECK(trouble.empty());
            }
        }
    }
    CHECK(files > 30);
}
