#include "geodata/workbook.hpp"

#include "geodata/error.hpp"
#include "geodata/foreign_file.hpp"
#include "geodata/ogr.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <cstdint>
#include <fstream>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_unpacked = std::uint64_t{1} << 30;
constexpr std::uint64_t most_ratio = 100, small_enough = std::uint64_t{10} << 20;
constexpr std::size_t most_parts = 4096;

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot read '" + path.string() + "': " + why};
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::string bytes_at(std::ifstream& in, std::uint64_t at, std::uint64_t count)
{
    std::string bytes(static_cast<std::size_t>(count), '\0');
    in.seekg(static_cast<std::streamoff>(at));
    in.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    in.clear();
    return bytes;
}

/// What the archive's directory promises (PKWARE's APPNOTE, 4.3.12 and 4.3.16); empty if it may be opened.
std::string objection_to_archive(const fs::path& path)
{
    constexpr std::uint64_t end_bytes = 22, longest_comment = 65535, most_directory = 1 << 20;
    std::ifstream in{path, std::ios::binary};
    const std::uint64_t size = fs::file_size(path);
    const std::uint64_t tail_size = std::min(size, end_bytes + longest_comment);
    const std::string tail = bytes_at(in, size - tail_size, tail_size);
    const std::size_t end = tail.rfind("PK\x05\x06");
    if (end == std::string::npos || end + end_bytes > tail.size())
        return "its archive has no directory; it is damaged or cut short";
    const std::uint64_t parts = little_endian(tail, end + 10, 2);
    const std::uint64_t directory_size = little_endian(tail, end + 12, 4);
    if (parts > most_parts || directory_size > most_directory)
        return "its archive has over " + std::to_string(most_parts) + " parts";
    const std::string directory = bytes_at(in, little_endian(tail, end + 16, 4), directory_size);
    std::uint64_t unpacked = 0;
    std::size_t at = 0;
    for (std::uint64_t part = 0; part < parts; ++part) {
        if (at + 46 > directory.size() || directory.compare(at, 4, "PK\x01\x02") != 0)
            return "its archive's directory is damaged";
        unpacked += little_endian(directory, at + 24, 4); // over 4 GiB it is all ones, which is too many too
        at += 46 + static_cast<std::size_t>(little_endian(directory, at + 28, 2) +
                                            little_endian(directory, at + 30, 2) +
                                            little_endian(directory, at + 32, 2));
    }
    if (unpacked > most_unpacked || (unpacked > small_enough && unpacked > most_ratio * size))
        return "it unpacks to " + std::to_string(unpacked >> 20) +
               " MiB, which no honest workbook does; save it as CSV";
    return {};
}

std::string lower_extension(const fs::path& path)
{
    std::string extension = path.extension().string();
    for (char& c : extension)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return extension;
}

/// Sets an option of GDAL for this thread while it lives.
class ThreadOption {
public:
    ThreadOption(const char* name, const char* value) : name_{name}
    {
        CPLSetThreadLocalConfigOption(name, value);
    }
    ~ThreadOption() { CPLSetThreadLocalConfigOption(name_, nullptr); }
    ThreadOption(const ThreadOption&) = delete;
    ThreadOption& operator=(const ThreadOption&) = delete;

private:
    const char* name_;
};

void add_cell(std::string& csv, std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        csv += text;
        return;
    }
    csv += '"';
    for (const char c : text) {
        csv += c;
        if (c == '"')
            csv += c;
    }
    csv += '"';
}

std::string csv_of(OGRLayer& layer)
{
    std::string csv;
    std::size_t until = 0; // the end of the last row that is not empty
    for (const auto& feature : layer) {
        bool any = false;
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            if (i > 0)
                csv += ',';
            if (!feature->IsFieldSetAndNotNull(i))
                continue;
            const char* text = feature->GetFieldAsString(i);
            any = any || *text != '\0';
            add_cell(csv, to_utf8_mended(text));
        }
        csv += '\n';
        until = any ? csv.size() : until;
    }
    csv.resize(until);
    return csv;
}

} // namespace

bool is_workbook(const fs::path& path)
{
    const std::string extension = lower_extension(path);
    std::error_code error;
    return (extension == ".xlsx" || extension == ".ods") && fs::is_regular_file(path, error) &&
           head_of(path, 4) == "PK\x03\x04";
}

Sheet read_sheet(const fs::path& path, const std::string& name)
{
    require_plain_file(path);
    if (const std::string objection = objection_to_archive(path); !objection.empty())
        fail(path, objection);
    ready_gdal();
    // All rows are alike: which of them is the header is for the reader to find.
    const char* driver = lower_extension(path) == ".ods" ? "ODS" : "XLSX";
    const std::string prefix = std::string{"OGR_"} + driver;
    const std::string headers = prefix + "_HEADERS", types = prefix + "_FIELD_TYPES";
    const ThreadOption no_headers{headers.c_str(), "DISABLE"}, text{types.c_str(), "STRING"};
    const char* const allowed[] = {driver, nullptr};
    GdalMessages messages;
    const std::unique_ptr<GDALDataset> workbook{GDALDataset::Open(
        fs::absolute(path).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed,
        nullptr, nullptr)};
    if (!workbook)
        fail(path, "it is no workbook, or damaged (" + messages.take_reason() + ")");
    std::string names;
    for (OGRLayer* layer : workbook->GetLayers()) {
        if (name.empty() || name == layer->GetName())
            return {layer->GetName(), csv_of(*layer)};
        names += (names.empty() ? "" : ", ") + std::string{layer->GetName()};
    }
    fail(path, name.empty() ? "it has no sheet" : "it has no sheet '" + name + "'; it has: " + names);
}

} // namespace sitmap
