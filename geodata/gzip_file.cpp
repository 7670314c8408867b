#include "geodata/gzip_file.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <zlib.h>

namespace sitmap {
namespace {

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& why)
{
    throw Error{"cannot read '" + path.string() + "': " + why};
}

} // namespace

std::string read_gzip(const std::filesystem::path& path, std::size_t max_bytes)
{
    errno = 0;
    const std::unique_ptr<gzFile_s, CloseGzip> file{gzopen(path.c_str(), "rb")};
    if (!file)
        fail(path, errno != 0 ? std::strerror(errno) : "out of memory");
    constexpr unsigned chunk = 1U << 20;
    gzbuffer(file.get(), chunk);
    std::string out;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(had + chunk);
        const int got = gzread(file.get(), out.data() + had, chunk);
        int code = Z_OK;
        const char* what = gzerror(file.get(), &code);
        if (got < 0 || (code != Z_OK && code != Z_STREAM_END))
            fail(path, std::string{"it is damaged or cut short ("} + what + ")");
        out.resize(had + static_cast<std::size_t>(got));
        if (out.size() > max_bytes)
            fail(path, "it unpacks to more than " + std::to_string(max_bytes >> 20) + " MiB");
        if (got == 0)
            return out;
    }
}

} // namespace sitmap
