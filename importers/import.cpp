#include "importers/import.hpp"

#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"
#include "importers/own_export.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t head_bytes = 4096;
constexpr std::size_t largest_article = std::size_t{64} << 20;

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot import '" + path.string() + "': " + why};
}

std::string format_names()
{
    std::string names;
    for (const ImportFormat& format : import_formats())
        names += (names.empty() ? "" : ", ") + std::string{format.name};
    return names;
}

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& all)
{
    return std::find(all.begin(), all.end(), text) != all.end();
}

std::ifstream opened(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        fail(path, "no such file");
    if (fs::is_directory(status))
        fail(path, "it is a folder; name the files in it");
    std::ifstream in{path, std::ios::binary};
    if (!in)
        fail(path, "it cannot be opened; is reading it permitted?");
    return in;
}

std::string bytes_of(std::istream& in, const fs::path& path, std::size_t most)
{
    std::string bytes;
    std::vector<char> block(1 << 16);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > most)
            fail(path, "it has over 64 MiB, which is no article");
    }
    return bytes;
}

std::string head_of(const fs::path& path)
{
    std::ifstream in = opened(path);
    std::string head(head_bytes, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

bool looks_like_page(std::string_view head)
{
    const std::string start = lower(std::string{head.substr(0, 1024)});
    return start.find("<!doctype html") != std::string::npos || start.find("<html") != std::string::npos;
}

bool counts_people(const VectorFile& file)
{
    for (const Layer& layer : file.layers) {
        for (const char* name :
             {"people", "people_low", "held", "displaced", "in_need", "origin", "destination"}) {
            if (layer.field(name))
                return true;
        }
    }
    return false;
}

std::string recognised_layer(const fs::path& path)
{
    const VectorFile file = read_vector_file(path);
    if (looks_like_own_export(file))
        return "export";
    if (looks_like_control_areas(file, path))
        return "control";
    if (looks_like_events(file))
        return "events";
    if (counts_people(file))
        return "flows";
    fail(path, "it is a " + file.driver +
                   " file, but its attributes do not say what it shows; say which with the format: control, "
                   "flows or events");
}

Intake read_article_from(std::istream& in, const fs::path& path, const ImportOptions& options,
                         const std::function<const ReaderTables&()>& tables)
{
    const std::string name = path == "-" ? "standard input" : path.string();
    ArticleText article = read_article(bytes_of(in, path, largest_article), name, options.article);
    return read_events(article, tables());
}

} // namespace

const std::vector<ImportFormat>& import_formats()
{
    static const std::vector<ImportFormat> formats{
        {"article", "a news article or report as plain text or HTML (.txt .html)"},
        {"csv", "a table with a row an event (.csv .tsv); columns are guessed or given"},
        {"events", "points with a feature an event, in any vector format"},
        {"control",
         "areas of control as polygons in any vector format (.geojson .gpkg .shp .fgb .kml .topojson)"},
        {"flows", "displacement as lines, stocks of people as points or areas, in any vector format"},
        {"export", "what 'sitmap export' wrote: incidents, flows, stocks, routes and areas of control"},
    };
    return formats;
}

std::string recognise(const fs::path& path)
{
    constexpr std::array<std::string_view, 6> article_endings{".txt",   ".html", ".htm",
                                                              ".xhtml", ".md",   ".text"};
    constexpr std::array<std::string_view, 3> table_endings{".csv", ".tsv", ".tab"};
    const std::string head = head_of(path);
    if (head.empty())
        fail(path, "it is empty");
    const std::string ending = lower(path.extension().string());
    if (is_one_of(ending, article_endings) || looks_like_page(head))
        return "article";
    if (is_one_of(ending, table_endings))
        return "csv";
    const auto& formats = vector_formats();
    const bool is_vector =
        ending == ".json" || std::any_of(formats.begin(), formats.end(), [&](const VectorFormat& f) {
            return f.can_read && f.extension == ending;
        });
    if (is_vector)
        return recognised_layer(path);
    fail(path,
         "its format is known neither by its ending nor by its first bytes; say which: " + format_names());
}

Intake read_source(const fs::path& path, const ImportOptions& options,
                   const std::function<const ReaderTables&()>& tables)
{
    const bool from_standard_input = path == "-";
    const std::string format = !options.format.empty() ? options.format
                               : from_standard_input   ? std::string{"article"}
                                                       : recognise(path);
    if (format == "article" && from_standard_input)
        return read_article_from(std::cin, path, options, tables);
    if (format == "csv" && from_standard_input)
        return read_generic_csv(std::cin, "standard input", options.columns);
    if (format == "article" || format == "csv") {
        std::ifstream in = opened(path);
        return format == "csv" ? read_generic_csv(in, path.string(), options.columns)
                               : read_article_from(in, path, options, tables);
    }
    if (from_standard_input)
        fail(path, "a vector file cannot come from standard input; save it first");
    if (format == "control")
        return read_control_areas(path, options.control);
    if (format == "export")
        return read_own_export(path);
    if (format == "events")
        return read_event_layer(path, options.columns);
    if (format == "flows")
        return read_flows(path, options.flows);
    throw Error{"cannot import as '" + format + "': there is no such format; there are " + format_names()};
}

} // namespace sitmap
