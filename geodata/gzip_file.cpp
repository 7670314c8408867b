#include "geodata/gzip_file.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <libdeflate.h>
#include <memory>
#include <string_view>

namespace sitmap {
namespace {

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};
using Decompressor = std::unique_ptr<libdeflate_decompressor, FreeDecompressor>;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& why)
{
    throw Error{"cannot read '" + path.string() + "': " + why};
}

[[noreturn]] void fail_as_too_large(const std::filesystem::path& path, std::size_t max_bytes)
{
    fail(path, "it unpacks to more than " + std::to_string(max_bytes >> 20) + " MiB");
}

std::string bytes_of(const std::filesystem::path& path, std::size_t max_bytes)
{
    errno = 0;
    std::ifstream in{path, std::ios::binary | std::ios::ate};
    const std::streamoff size = in ? static_cast<std::streamoff>(in.tellg()) : -1;
    if (size < 0)
        fail(path, errno != 0 ? std::strerror(errno) : "it is no file");
    if (static_cast<std::size_t>(size) > max_bytes)
        fail_as_too_large(path, max_bytes);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    in.seekg(0).read(bytes.data(), size);
    if (in.gcount() != size)
        fail(path, "it ends too early");
    return bytes;
}

/// What the file itself says it unpacks to, in its last four bytes: of the last member, and modulo 2^32
/// (RFC 1952, 2.3.1). A first guess.
std::size_t stated_size(std::string_view packed)
{
    std::size_t size = 0;
    for (std::size_t i = packed.size() - std::min<std::size_t>(4, packed.size()), shift = 0;
         i < packed.size(); ++i, shift += 8)
        size |= std::size_t{static_cast<unsigned char>(packed[i])} << shift;
    return size;
}

/// Unpacks the first member behind `out`; gives the bytes that it took.
std::size_t unpack_member(libdeflate_decompressor* decompressor, std::string_view packed, std::string& out,
                          const std::filesystem::path& path, std::size_t max_bytes)
{
    constexpr std::size_t least_room = 4096;
    const std::size_t had = out.size();
    std::size_t room = std::max(stated_size(packed), least_room);
    for (;; room *= 2) {
        room = std::min(room, max_bytes - had);
        out.resize(had + room);
        std::size_t taken = 0, given = 0;
        switch (libdeflate_gzip_decompress_ex(decompressor, packed.data(), packed.size(), out.data() + had,
                                              room, &taken, &given)) {
        case LIBDEFLATE_SUCCESS:
            out.resize(had + given);
            return taken;
        case LIBDEFLATE_INSUFFICIENT_SPACE:
            if (room == max_bytes - had)
                fail_as_too_large(path, max_bytes);
            break;
        default:
            fail(path, "it is damaged or cut short");
        }
    }
}

} // namespace

std::string read_gzip(const std::filesystem::path& path, std::size_t max_bytes)
{
    std::string bytes = bytes_of(path, max_bytes);
    if (!bytes.starts_with("\x1f\x8b"))
        return bytes;
    const Decompressor decompressor{libdeflate_alloc_decompressor()};
    if (!decompressor)
        fail(path, "out of memory");
    std::string out;
    for (std::string_view packed = bytes; !packed.empty();)
        packed.remove_prefix(unpack_member(decompressor.get(), packed, out, path, max_bytes));
    return out;
}

} // namespace sitmap
