#include "geodata/shapes_file.hpp"

#include "geodata/error.hpp"
#include "geodata/gzip_file.hpp"

#include <cstdint>
#include <string_view>

namespace sitmap {
namespace {

constexpr std::string_view magic = "sitmap shapes 1\n";
constexpr double unit_deg = 1e-5;

/// Takes numbers off the front of the unpacked bytes.
class Reader {
public:
    Reader(std::string_view bytes, const std::filesystem::path& path) : bytes_{bytes}, path_{path} {}

    [[noreturn]] void fail(const char* why) const
    {
        throw Error{"cannot read shapes '" + path_.string() + "': " + why + " at byte " +
                    std::to_string(at_) + "; the file is damaged, fetch it again"};
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            if (at_ == bytes_.size())
                fail("it ends too early");
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if (byte < 0x80U)
                return value;
        }
        fail("a number is too long");
    }

    /// A count of things that take at least `least_bytes` each.
    std::size_t count(std::size_t least_bytes)
    {
        const std::uint64_t value = number();
        if (value > (bytes_.size() - at_) / least_bytes)
            fail("a count is more than the file can hold");
        return static_cast<std::size_t>(value);
    }

    std::string_view text(std::size_t length)
    {
        if (length > bytes_.size() - at_)
            fail("it ends too early");
        at_ += length;
        return bytes_.substr(at_ - length, length);
    }

    std::int64_t difference()
    {
        const std::uint64_t zigzag = number();
        return static_cast<std::int64_t>(zigzag >> 1U) ^ -static_cast<std::int64_t>(zigzag & 1U);
    }

    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

private:
    std::string_view bytes_;
    const std::filesystem::path& path_;
    std::size_t at_ = 0;
};

void read_part(Reader& reader, std::int64_t& x, std::int64_t& y, std::vector<LonLat>& part)
{
    const std::size_t positions = reader.count(2);
    part.reserve(positions);
    for (std::size_t i = 0; i < positions; ++i) {
        const std::int64_t dx = reader.difference(), dy = reader.difference();
        constexpr std::int64_t widest = 36'000'000;
        if (dx < -widest || dx > widest || dy < -widest || dy > widest)
            reader.fail("a position is off the globe");
        x += dx;
        y += dy;
        part.push_back({static_cast<double>(x) * unit_deg, static_cast<double>(y) * unit_deg});
        if (x < -18'000'000 || x > 18'000'000 || y < -9'000'000 || y > 9'000'000)
            reader.fail("a position is off the globe");
    }
}

} // namespace

std::vector<ShapeRow> read_shapes_file(const std::filesystem::path& path)
{
    const std::string bytes = read_gzip(path, 64U << 20);
    Reader reader{bytes, path};
    if (!std::string_view{bytes}.starts_with(magic))
        reader.fail("it does not begin as such a file");
    (void)reader.text(magic.size());
    std::vector<ShapeRow> rows;
    for (std::size_t left = reader.count(2); left > 0; --left) {
        ShapeRow& row = rows.emplace_back();
        row.label = reader.text(reader.count(1));
        row.parts.resize(reader.count(1));
        std::int64_t x = 0, y = 0;
        for (auto& part : row.parts)
            read_part(reader, x, y, part);
    }
    if (!reader.at_end())
        reader.fail("something follows the last row");
    return rows;
}

} // namespace sitmap
