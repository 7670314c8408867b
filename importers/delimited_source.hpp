#pragma once

// Inside importers: the bytes of a table as text, whatever they were packed and encoded in.

#include "geodata/unpacked_file.hpp"
#include "importers/table_sum.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// A table from the front to the end: a file, standard input or text in memory. Byte order marks go, UTF-16
/// (told by its mark, or by the zeros between Latin letters) becomes UTF-8; other bytes pass as they are, see
/// `mended_row`. Holds a block at a time.
class DelimitedSource {
public:
    explicit DelimitedSource(UnpackedFile file);
    explicit DelimitedSource(std::string text);

    /// The next bytes, up to `most`, put at `into`; how many, 0 at the end. Throws Error as UnpackedFile.
    std::size_t read(char* into, std::size_t most);
    /// The same for who goes through the bytes anyway: those that are handed out as they are in the file are
    /// not added to the sum, and have to be in their order, before more is read by `read`. False for
    /// `are_summed`: that is to be done for the bytes that this call gave.
    struct Unsummed {
        std::size_t count = 0;
        bool are_summed = false;
    };
    Unsummed read_unsummed(char* into, std::size_t most);
    [[nodiscard]] TableSum& sum() { return sum_; }
    /// The first 64 KiB as they are, fewer where there are fewer. Before anything is read.
    [[nodiscard]] std::string_view peek();
    /// SHA-256 of the (unpacked) bytes that were read, which at the end are all.
    [[nodiscard]] std::string sha256() const { return sum_.digits(); }
    /// How many bytes of the file, still packed, are read; may be asked on another thread.
    [[nodiscard]] std::uint64_t position() const { return position_.load(std::memory_order_relaxed); }

private:
    enum class Encoding : std::uint8_t { not_known_yet, bytes, utf16_little, utf16_big };
    std::size_t read_bytes(char* into, std::size_t most);
    std::size_t read_bytes_unsummed(char* into, std::size_t most);
    std::size_t begin(char* into, std::size_t most);
    std::size_t read_utf16(char* into, std::size_t most);
    void decode_utf16(std::string_view bytes);

    std::optional<UnpackedFile> file_;
    std::string text_; ///< in place of a file
    std::size_t text_at_ = 0;
    TableSum sum_;
    std::atomic<std::uint64_t> position_{0};
    Encoding encoding_ = Encoding::not_known_yet;
    std::string wide_;  ///< bytes of UTF-16 that are not decoded yet: an odd one, half a pair
    std::string ready_; ///< decoded, not handed out
    std::size_t ready_at_ = 0;
};

/// True if the bytes are UTF-8. Some GB/s where most of them are ASCII.
[[nodiscard]] bool is_utf8_quickly(std::string_view text);

/// A row as UTF-8 without zero bytes: bytes that are no UTF-8 are taken for Windows-1252, the whole row of
/// them; zeros become U+FFFD.
[[nodiscard]] std::string mended_row(std::string_view row);

} // namespace sitmap
