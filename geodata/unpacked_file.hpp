#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace sitmap {

/// The bytes of a file or of standard input ("-") from the front to the end, unpacked on the way if they are
/// gzip. Holds a block of them at a time. What cannot be read, or is cut short, throws Error.
class UnpackedFile {
public:
    explicit UnpackedFile(const std::filesystem::path& path);
    ~UnpackedFile();
    UnpackedFile(UnpackedFile&&) noexcept;
    UnpackedFile& operator=(UnpackedFile&&) noexcept;

    /// The next bytes without taking them: `most` of them, fewer at the end. Holds until the next call.
    /// Requires most <= 65536.
    [[nodiscard]] std::string_view peek(std::size_t most);
    /// Takes the next line without its end ("\n" or "\r\n"); false when there is none. A line of more than
    /// `most` bytes throws Error.
    bool line(std::string& line, std::size_t most);
    /// Takes all that is left; more than `most` bytes throw Error.
    [[nodiscard]] std::string rest(std::size_t most);
    /// Takes the next bytes, up to `most`, and puts them at `into`; how many, 0 at the end.
    [[nodiscard]] std::size_t read(char* into, std::size_t most);
    /// How many bytes of the file, still packed, have been read so far; for telling how far it is.
    [[nodiscard]] std::uint64_t position() const;

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

/// The name without ".gz", by which the format of what is inside can be told.
[[nodiscard]] std::filesystem::path unpacked_name(const std::filesystem::path& path);

} // namespace sitmap
