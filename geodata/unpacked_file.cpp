#include "geodata/unpacked_file.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <zlib.h>

namespace sitmap {

namespace {

constexpr unsigned block_bytes = 1U << 18;
/// Of a file that is not packed, zlib reads what is at least twice as long straight to where it is wanted.
constexpr unsigned gzip_buffer_bytes = 1U << 16;

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};

std::string megabytes(std::size_t bytes)
{
    return std::to_string(bytes >> 20U) + " MiB";
}

} // namespace

struct UnpackedFile::Stream {
    explicit Stream(const std::filesystem::path& path)
        : name{path == "-" ? "standard input" : "'" + path.string() + "'"}
    {
        std::error_code trouble;
        if (path != "-" && !std::filesystem::exists(path, trouble))
            fail("no such file");
        if (path != "-" && std::filesystem::is_directory(path, trouble))
            fail("it is a folder; name the files in it");
        errno = 0;
        file.reset(path == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(path.c_str(), "rb"));
        if (!file)
            fail(errno != 0 ? std::strerror(errno) : "out of memory");
        gzbuffer(file.get(), gzip_buffer_bytes);
    }

    [[noreturn]] void fail(const std::string& why) const { throw Error{"cannot read " + name + ": " + why}; }

    /// False when nothing is left to add.
    bool add_block()
    {
        if (at > 0) {
            held.erase(0, at);
            at = 0;
        }
        const std::size_t had = held.size();
        held.resize(had + block_bytes);
        const std::size_t got = read_from_file(held.data() + had, block_bytes);
        held.resize(had + got);
        return got > 0;
    }

    std::size_t read_from_file(char* into, std::size_t most)
    {
        const int got = gzread(file.get(), into, static_cast<unsigned>(most));
        int code = Z_OK;
        const char* what = gzerror(file.get(), &code);
        if (got < 0 || (code != Z_OK && code != Z_STREAM_END))
            fail(std::string{"it is damaged or cut short ("} + what + ")");
        return static_cast<std::size_t>(got);
    }

    [[nodiscard]] std::string_view left() const { return std::string_view{held}.substr(at); }

    std::string name;
    std::unique_ptr<gzFile_s, CloseGzip> file;
    std::string held;   ///< bytes read
    std::size_t at = 0; ///< of them taken
};

UnpackedFile::UnpackedFile(const std::filesystem::path& path) : stream_{std::make_unique<Stream>(path)}
{}
UnpackedFile::~UnpackedFile() = default;
UnpackedFile::UnpackedFile(UnpackedFile&&) noexcept = default;
UnpackedFile& UnpackedFile::operator=(UnpackedFile&&) noexcept = default;

std::string_view UnpackedFile::peek(std::size_t most)
{
    while (stream_->left().size() < most && stream_->add_block()) {
    }
    return stream_->left().substr(0, most);
}

bool UnpackedFile::line(std::string& line, std::size_t most)
{
    Stream& stream = *stream_;
    std::size_t end = stream.left().find('\n');
    while (end == std::string_view::npos) {
        const std::size_t looked = stream.left().size();
        if (looked > most)
            stream.fail("a line of it has over " + megabytes(most));
        if (!stream.add_block())
            break;
        end = stream.left().find('\n', looked);
    }
    const std::string_view found = stream.left().substr(0, end);
    const bool ends = end != std::string_view::npos, any = ends || !found.empty();
    line.assign(found.substr(0, found.size() - (found.ends_with('\r') ? 1 : 0)));
    stream.at += found.size() + (ends ? 1 : 0);
    return any;
}

std::string UnpackedFile::rest(std::size_t most)
{
    Stream& stream = *stream_;
    do {
        if (stream.left().size() > most)
            stream.fail("it has over " + megabytes(most) + " unpacked");
    } while (stream.add_block());
    std::string bytes{stream.left()};
    stream.at = stream.held.size();
    return bytes;
}

std::size_t UnpackedFile::read(char* into, std::size_t most)
{
    constexpr std::size_t most_at_once = std::size_t{1} << 30;
    Stream& stream = *stream_;
    if (const std::string_view held = stream.left(); !held.empty()) {
        const std::size_t taken = held.copy(into, most);
        stream.at += taken;
        return taken;
    }
    return stream.read_from_file(into, std::min(most, most_at_once));
}

std::uint64_t UnpackedFile::position() const
{
    const auto at = gzoffset(stream_->file.get());
    return at < 0 ? 0 : static_cast<std::uint64_t>(at);
}

std::filesystem::path unpacked_name(const std::filesystem::path& path)
{
    return path.extension() == ".gz" ? path.parent_path() / path.stem() : path;
}

} // namespace sitmap
