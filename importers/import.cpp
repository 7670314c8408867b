#include "importers/import.hpp"

#include "geodata/error.hpp"
#include "geodata/unpacked_file.hpp"
#include "geodata/vector_file.hpp"
#include "geodata/workbook.hpp"
#include "importers/article/encoding.hpp"
#include "importers/attributes.hpp"
#include "importers/csv.hpp"
#include "importers/displacement_table.hpp"
#include "importers/event_columns.hpp"
#include "importers/feed.hpp"
#include "importers/own_export.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <sstream>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t head_bytes = 4096, table_head_bytes = 65536;
constexpr std::size_t largest_table = std::size_t{1} << 30;

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

UnpackedFile opened(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (path != "-" && !fs::exists(status))
        fail(path, "no such file");
    if (fs::is_directory(status))
        fail(path, "it is a folder; name the files in it");
    return UnpackedFile{path};
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
    if (looks_like_flows(file))
        return "flows";
    if (looks_like_events(file))
        return "events";
    if (counts_people(file))
        return "flows";
    fail(path, "it is a " + file.driver +
                   " file, but its attributes do not say what it shows; say which with the format: control, "
                   "flows or events");
}

/// The whole of a table that goes through the ledger: packed, from standard input, or a sheet of a workbook.
std::string text_of_table(const fs::path& path, const ImportOptions& options)
{
    if (path != "-" && is_workbook(path))
        return read_sheet(path, options.sheet).csv;
    return opened(path).rest(largest_table);
}

Intake read_event_table(const fs::path& path, const ImportOptions& options)
{
    std::istringstream in{text_of_table(path, options)};
    return read_generic_csv(in, path == "-" ? "standard input" : path.string(), options.columns,
                            options.reject);
}

Intake read_displacement(const fs::path& path, const ImportOptions& options, const Gazetteer& gazetteer)
{
    if (path == "-")
        fail(path, "a table of displacement cannot come from standard input; save it first");
    const std::string text = to_utf8(text_of_table(path, options), path.string());
    return read_displacement_table(text, dataset_document(path, "flows"), path.string(), gazetteer);
}

bool is_displacement(std::string_view head)
{
    const auto header = CsvReader{head, separator_of(head)}.next();
    return header && is_displacement_table(header->cells);
}

/// IDMC's sheets have HXL tags too, which name no events.
std::string dataset_or_displacement(std::string_view head)
{
    std::string dataset = dataset_format_of(head);
    return dataset == "hxl" && is_displacement(head) ? "displacement" : dataset;
}

/// A table of events with ids of its own, which may come again with other values: its rows become records,
/// which are updated then. What our own exports say of claims needs the ledger.
/// Ids that come twice, as codes of something else do, are none.
bool has_ids(std::string_view head)
{
    CsvReader rows{head, separator_of(head)};
    const auto header = rows.next();
    if (!header)
        return false;
    const EventColumns columns = event_columns(header->cells, {}, {});
    const auto id = columns.find("id");
    if (id == columns.end() || columns.contains("claims"))
        return false;
    std::set<std::string, std::less<>> seen;
    while (auto row = rows.next()) {
        const bool whole = row->cells.size() >= header->cells.size(); // the last may be cut off
        if (whole && !seen.insert(std::move(row->cells[id->second])).second)
            return false;
    }
    return true;
}

bool has_more_rows_than(std::size_t most, UnpackedFile& file)
{
    std::string block(1 << 18, '\0');
    std::size_t line_ends = 0;
    while (const std::size_t count = file.read(block.data(), block.size())) {
        const std::string_view bytes = std::string_view{block}.substr(0, count);
        line_ends += static_cast<std::size_t>(std::max(std::count(bytes.begin(), bytes.end(), '\n'),
                                                       std::count(bytes.begin(), bytes.end(), '\r')));
        if (line_ends > most + 1)
            return true;
    }
    return false;
}

/// Of a delimited table: a dataset's own format, articles, or events, few or many.
std::string recognised_table(UnpackedFile& file)
{
    const std::string head{file.peek(table_head_bytes)};
    if (std::string dataset = dataset_or_displacement(head); !dataset.empty())
        return dataset;
    if (has_column_of_texts(head.substr(0, head.find('\n'))))
        return "articles";
    if (is_displacement(head))
        return "displacement";
    return has_ids(head) || has_more_rows_than(most_rows_of_ledger, file) ? "records" : "csv";
}

/// The same of a table that is there as a whole.
std::string recognised_text(const std::string& text)
{
    if (std::string dataset = dataset_or_displacement(std::string_view{text}.substr(0, table_head_bytes));
        !dataset.empty())
        return dataset;
    if (is_displacement(text))
        return "displacement";
    const auto rows = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return has_ids(text) || rows > most_rows_of_ledger + 1 ? "records" : "csv";
}

ArticleSource article_source(const fs::path& path, const ImportOptions& options, UnpackedFile& file)
{
    if (options.format == "article")
        return ArticleSource::article;
    if (options.format == "feed")
        return ArticleSource::feed;
    const ArticleSource found = article_source_of(unpacked_name(path), file.peek(head_bytes));
    const bool table = options.format == "articles" || !options.articles.columns.column_of.empty();
    return table && found == ArticleSource::article ? ArticleSource::table : found;
}

Intake read_single(const fs::path& path, const std::string& format, const ImportOptions& options,
                   const std::function<const ReaderTables&()>& tables)
{
    if (format == "displacement")
        return read_displacement(path, options, tables().gazetteer);
    if (format == "csv")
        return read_event_table(path, options);
    if (path == "-")
        fail(path, "a vector file cannot come from standard input; save it first");
    if (format == "control")
        return read_control_areas(path, options.control);
    if (format == "export")
        return read_own_export(path);
    if (format == "events")
        return read_event_layer(path, options.columns, options.reject);
    if (format == "flows")
        return read_flows(path, options.flows);
    if (is_dataset(format))
        fail(path, "a dataset is read row by row; see read_dataset");
    throw Error{"cannot import as '" + format + "': there is no such format; there are " + format_names()};
}

} // namespace

const std::vector<ImportFormat>& import_formats()
{
    static const std::vector<ImportFormat> formats{
        {"article", "a news article or report as plain text or HTML (.txt .html)"},
        {"feed", "a feed of articles: RSS or Atom (.xml .rss .atom)"},
        {"articles", "a table with an article a row: JSON lines, CSV or TSV (.jsonl .csv .tsv)"},
        {"csv", "a table with a row an event (.csv .tsv .xlsx .ods); columns are guessed or given"},
        {"acled", "ACLED's events, current or older exports (.csv); also packed with gzip, as all tables"},
        {"ucdp", "UCDP GED or candidate events, any version (.csv)"},
        {"gdelt",
         "GDELT 2.0 or 1.0 events (.csv, tab-separated); doubtful rows are left out, see --gdelt-all"},
        {"hxl", "a table with HXL tags, such as #geo+lat, a row an event (.csv)"},
        {"records",
         "a table of events with ids, or of over 20,000, read row by row; columns are guessed or given"},
        {"events", "points with a feature an event, in any vector format"},
        {"control",
         "areas of control as polygons in any vector format (.geojson .gpkg .shp .fgb .kml .topojson)"},
        {"flows", "displacement as lines, stocks of people as points or areas, in any vector format"},
        {"displacement",
         "a table of origins, destinations and people, or of stocks and updates as IDMC and DTM "
         "have them (.csv .xlsx .ods)"},
        {"export", "what 'sitmap export' wrote: incidents, flows, stocks, routes and areas of control"},
    };
    return formats;
}

std::string recognise(const fs::path& path, const std::string& sheet)
{
    constexpr std::array<std::string_view, 6> article_endings{".txt",   ".html", ".htm",
                                                              ".xhtml", ".md",   ".text"};
    constexpr std::array<std::string_view, 3> table_endings{".csv", ".tsv", ".tab"};
    std::error_code error;
    if (fs::is_fifo(fs::status(path, error)))
        fail(path, "it is a pipe, which cannot be looked at beforehand; say what comes through it: " +
                       format_names());
    UnpackedFile file = opened(path);
    const std::string head{file.peek(head_bytes)};
    if (head.empty())
        fail(path, "it is empty");
    if (is_workbook(path))
        return recognised_text(read_sheet(path, sheet).csv);
    const std::string ending = lower(unpacked_name(path).extension().string());
    if (looks_like_feed(head))
        return "feed";
    if (is_one_of(ending, article_endings) || looks_like_page(head))
        return "article";
    if (is_one_of(ending, table_endings))
        return recognised_table(file);
    if (article_source_of(unpacked_name(path), head) == ArticleSource::lines)
        return "articles";
    const auto& formats = vector_formats();
    constexpr std::array<std::string_view, 3> other_endings{".json", ".geojsons", ".geojsonseq"};
    const bool is_vector = is_one_of(ending, other_endings) ||
                           std::any_of(formats.begin(), formats.end(), [&](const VectorFormat& f) {
                               return f.can_read && f.extension == ending;
                           });
    if (is_vector)
        return recognised_layer(path);
    fail(path,
         "its format is known neither by its ending nor by its first bytes; say which: " + format_names());
}

bool is_of_articles(std::string_view format)
{
    return format == "article" || format == "feed" || format == "articles";
}

Issues read_articles(const fs::path& path, const ImportOptions& options,
                     const std::function<const ReaderTables&()>& tables, const TakeIntake& take)
{
    UnpackedFile file = opened(path);
    const std::string name = path == "-" ? "standard input" : path.string();
    if (path == "-" && options.format.empty() && options.articles.columns.column_of.empty())
        if (const std::string dataset = dataset_format_of(file.peek(table_head_bytes)); !dataset.empty())
            throw Error{
                "cannot import standard input as an article: it looks like a dataset; give --format " +
                dataset};
    return each_article(file, name, article_source(path, options, file), options.articles,
                        [&](const std::string& id, ArticleText&& article) {
                            take(id, options.explain ? read_events_with_reasons(article, tables())
                                                     : read_events(article, tables()));
                        });
}

Issues read_source(const fs::path& path, const ImportOptions& options,
                   const std::function<const ReaderTables&()>& tables, const TakeIntake& take)
{
    const bool told = !options.format.empty(), table_told = !options.articles.columns.column_of.empty();
    const std::string format = told          ? options.format
                               : table_told  ? std::string{"articles"}
                               : path == "-" ? std::string{}
                                             : recognise(path, options.sheet);
    if (format.empty() || is_of_articles(format))
        return read_articles(path, options, tables, take);
    take(path.filename().string(), read_single(path, format, options, tables));
    return {};
}

Intake read_source(const fs::path& path, const ImportOptions& options,
                   const std::function<const ReaderTables&()>& tables)
{
    std::optional<Intake> first;
    Issues issues = read_source(path, options, tables, [&](const std::string&, Intake&& intake) {
        if (!first)
            first = std::move(intake);
    });
    if (!first)
        fail(path, "it holds no article");
    first->issues.insert(first->issues.end(), issues.begin(), issues.end());
    return std::move(*first);
}

} // namespace sitmap
