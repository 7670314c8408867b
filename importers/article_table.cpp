#include "importers/article_table.hpp"

#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "importers/article/encoding.hpp"
#include "importers/csv.hpp"
#include "importers/feed.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace sitmap {

namespace {

using Json = nlohmann::json;

constexpr std::size_t longest_row = std::size_t{4} << 20;
constexpr std::size_t most_lines_a_row = 100'000;

struct KnownColumn {
    std::string_view field;
    std::vector<std::string_view> usual; ///< lower case, letters and digits only; the likeliest first
};

const std::vector<KnownColumn>& known_columns()
{
    static const std::vector<KnownColumn> known{
        {"text",
         {"text", "body", "content", "fulltext", "articletext", "articlebody", "article", "snippet",
          "eventsnippet", "story", "maintext", "message", "notes", "description"}},
        {"id", {"id", "articleid", "docid", "documentid", "uid", "guid", "key"}},
        {"title", {"title", "headline", "heading", "subject"}},
        {"published",
         {"published", "publishedat", "datepublished", "publicationdate", "pubdate", "publishdate",
          "published on", "date", "datetime", "timestamp", "seendate", "day", "created"}},
        {"url", {"url", "link", "permalink", "uri", "sourceurl"}},
        {"outlet",
         {"outlet", "publisher", "source", "sourcename", "newspaper", "site", "sitename", "domain"}},
        {"language", {"language", "lang"}},
    };
    return known;
}

/// Letters and digits of ASCII in lower case, and all else that is no ASCII.
std::string key_of(std::string_view header)
{
    std::string key;
    for (const char c : header) {
        if (c >= 'A' && c <= 'Z')
            key += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                 (static_cast<unsigned char>(c) & 0x80U) != 0)
            key += c;
    }
    return key;
}

/// Field to position in the header. A column that the user names must be there.
using Positions = std::map<std::string_view, std::size_t>;

Positions positions_in(const std::vector<std::string>& header, const ArticleColumns& columns,
                       const std::string& source)
{
    std::vector<std::string> keys;
    for (const std::string& name : header)
        keys.push_back(key_of(name));
    Positions positions;
    for (const KnownColumn& known : known_columns()) {
        const auto named = columns.column_of.find(std::string{known.field});
        if (named != columns.column_of.end()) {
            const auto found = std::find(keys.begin(), keys.end(), key_of(named->second));
            if (found == keys.end())
                throw Error{"cannot read '" + source + "': it has no column '" + named->second + "'"};
            positions[known.field] = static_cast<std::size_t>(found - keys.begin());
            continue;
        }
        for (const std::string_view usual : known.usual)
            if (const auto found = std::find(keys.begin(), keys.end(), usual); found != keys.end()) {
                positions.try_emplace(known.field, static_cast<std::size_t>(found - keys.begin()));
                break;
            }
    }
    return positions;
}

void take_field(ArticleRow& row, std::string_view field, std::string value)
{
    ArticleParts& parts = row.parts;
    if (field == "text")
        parts.text = std::move(value);
    else if (field == "id")
        row.id = std::move(value);
    else if (field == "title")
        parts.title = std::move(value);
    else if (field == "published")
        parts.published = day_of_stamp(value);
    else if (field == "url")
        parts.url = std::move(value);
    else if (field == "outlet")
        parts.outlet = std::move(value);
    else
        parts.language = std::move(value);
}

std::string text_of(const Json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_number())
        return value.dump();
    if (value.is_object() && value.contains("name")) // {"source": {"name": "..."}}
        return text_of(value["name"]);
    return {};
}

/// The row that an object holds; nothing if it has no text.
std::optional<ArticleRow> row_of(const Json& object, const ArticleColumns& columns)
{
    std::map<std::string, const Json*> by_key;
    for (const auto& [name, value] : object.items())
        by_key.emplace(key_of(name), &value);
    ArticleRow row;
    for (const KnownColumn& known : known_columns()) {
        const auto named = columns.column_of.find(std::string{known.field});
        std::vector<std::string> keys;
        if (named != columns.column_of.end())
            keys.push_back(key_of(named->second));
        else
            keys.assign(known.usual.begin(), known.usual.end());
        for (const std::string& key : keys)
            if (const auto found = by_key.find(key); found != by_key.end()) {
                take_field(row, known.field, text_of(*found->second));
                break;
            }
    }
    if (row.parts.text.empty() && row.parts.title.empty())
        return std::nullopt;
    return row;
}

/// The cells of a line of a TSV. Quotation marks count only where they stand round a whole cell.
std::vector<std::string> cells_by_tab(std::string_view line)
{
    std::vector<std::string> cells;
    while (true) {
        const std::size_t tab = line.find('\t');
        std::string cell{line.substr(0, tab)};
        if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"') {
            const CsvRecord record = CsvReader{cell, '\t'}.next().value_or(CsvRecord{});
            if (record.cells.size() == 1)
                cell = record.cells.front();
        }
        cells.push_back(std::move(cell));
        if (tab == std::string_view::npos)
            return cells;
        line.remove_prefix(tab + 1);
    }
}

/// Whether a quoted cell is open at the end of `text`, which goes on a row that was `open` before.
bool is_open_after(std::string_view text, char separator, bool open)
{
    bool at_cell_begin = !open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (open && text[i] == '"') {
            if (i + 1 < text.size() && text[i + 1] == '"')
                ++i;
            else
                open = false;
        } else if (!open) {
            open = at_cell_begin && text[i] == '"';
            at_cell_begin = text[i] == separator;
        }
    }
    return open;
}

/// Takes a table apart into rows of cells, as a stream.
class Rows {
public:
    Rows(UnpackedFile& file, std::string source) : file_{file}, source_{std::move(source)} {}

    /// False at the end. `line` is that on which the row begins.
    bool next(std::vector<std::string>& cells, std::size_t& line)
    {
        std::string text;
        do {
            if (!file_.line(text, longest_row))
                return false;
            ++line_;
        } while (text.find_first_not_of(" \t") == std::string::npos);
        line = line_;
        if (separator_ == 0) {
            if (text.starts_with("\xEF\xBB\xBF"))
                text.erase(0, 3);
            separator_ = separator_of(text);
        }
        if (separator_ != '\t')
            add_open_lines(text);
        text = utf8(text);
        cells = separator_ == '\t' ? cells_by_tab(text)
                                   : CsvReader{text, separator_}.next().value_or(CsvRecord{}).cells;
        return true;
    }

    [[nodiscard]] std::string utf8(const std::string& text) const
    {
        std::string cleaned = text;
        std::erase(cleaned, '\0');
        return to_utf8(cleaned, source_);
    }

private:
    /// A quoted cell may hold line ends.
    void add_open_lines(std::string& text)
    {
        const std::size_t begin = line_;
        bool open = is_open_after(text, separator_, false);
        for (std::string more; open;) {
            if (!file_.line(more, longest_row))
                return;
            ++line_;
            open = is_open_after(more, separator_, true);
            text += '\n';
            text += more;
            if (text.size() > longest_row || line_ - begin > most_lines_a_row)
                throw Error{"cannot read '" + source_ + "': the quotation mark that begins in line " +
                            std::to_string(begin) + " has no end"};
        }
    }

    UnpackedFile& file_;
    std::string source_;
    std::size_t line_ = 0;
    char separator_ = 0;
};

} // namespace

ArticleColumns ArticleColumns::parse(std::string_view text)
{
    ArticleColumns columns;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view pair = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const std::size_t equals = pair.find('=');
        const std::string field = key_of(pair.substr(0, equals));
        const bool known = std::any_of(known_columns().begin(), known_columns().end(),
                                       [&](const KnownColumn& column) { return column.field == field; });
        if (equals == std::string_view::npos || equals + 1 == pair.size() || !known)
            throw Error{
                "cannot read the columns of articles '" + std::string{pair} +
                "': write field=column, such as text=Snippet; the fields are text, id, title, published, "
                "url, outlet, language"};
        columns.column_of[field] = pair.substr(equals + 1);
    }
    return columns;
}

bool has_column_of_texts(std::string_view header)
{
    const auto record = CsvReader{header, separator_of(header)}.next();
    if (!record)
        return false;
    bool texts = false;
    for (const std::string& cell : record->cells) {
        const std::string key = key_of(cell);
        for (const std::string_view place :
             {"lat", "latitude", "lon", "lng", "longitude", "killed", "fatalities"})
            if (key == place)
                return false;
        // "notes" and "description" are columns of event tables too.
        const auto& usual = known_columns().front().usual;
        texts = texts || std::find(usual.begin(), usual.end() - 2, key) != usual.end() - 2;
    }
    return texts;
}

Issues read_article_lines(UnpackedFile& file, const std::string& source, const ArticleColumns& columns,
                          const TakeRow& take)
{
    Issues issues;
    std::string line;
    std::size_t number = 0;
    for (std::size_t at = 1; file.line(line, 4 * longest_row); ++at) {
        if (line.find_first_not_of(" \t\r\xEF\xBB\xBF") == std::string::npos)
            continue;
        ++number;
        if (line.starts_with("\xEF\xBB\xBF"))
            line.erase(0, 3);
        const Json object = Json::parse(line, nullptr, false);
        auto row = object.is_object() ? row_of(object, columns) : std::nullopt;
        if (!row) {
            issues.push_back({Issue::Weight::dropped, source, at,
                              object.is_object() ? "the object has no text"
                                                 : "it is no JSON object such as {\"id\", \"text\"}"});
            continue;
        }
        row->number = number;
        row->line = at;
        take(std::move(*row));
    }
    return issues;
}

Issues read_article_table(UnpackedFile& file, const std::string& source, const ArticleColumns& columns,
                          const TakeRow& take)
{
    if (file.peek(2) == "\xFF\xFE" || file.peek(2) == "\xFE\xFF")
        throw Error{"cannot read '" + source + "': it is UTF-16; save it as UTF-8"};
    Issues issues;
    Rows rows{file, source};
    std::vector<std::string> header, cells;
    std::size_t line = 0;
    if (!rows.next(header, line))
        throw Error{"cannot read '" + source + "': it is empty"};
    const Positions positions = positions_in(header, columns, source);
    if (!positions.contains("text"))
        throw Error{
            "cannot read '" + source +
            "' as a table of articles: none of its columns is known to hold their text; say which, such as "
            "--columns text=Snippet"};
    for (std::size_t number = 1; rows.next(cells, line); ++number) {
        const auto drop = [&](std::string what) {
            issues.push_back({Issue::Weight::dropped, source, line, std::move(what)});
        };
        ArticleRow row{number, line, {}, {}};
        for (const auto& [field, position] : positions)
            if (position < cells.size())
                take_field(row, field, cells[position]);
        if (cells.size() != header.size())
            drop("it has " + counted(cells.size(), " cell", " cells") + " and the header has " +
                 std::to_string(header.size()));
        else if (row.parts.text.empty() && row.parts.title.empty())
            drop("it has no text");
        else
            take(std::move(row));
    }
    return issues;
}

std::map<std::string, Day> read_publication_days(const std::filesystem::path& path)
{
    UnpackedFile file{path};
    Rows rows{file, path.string()};
    std::map<std::string, Day> days;
    std::vector<std::string> cells;
    std::size_t line = 0;
    while (rows.next(cells, line)) {
        const auto day = cells.size() > 1 ? day_of_stamp(cells[1]) : std::nullopt;
        if (day)
            days[cells[0]] = *day;
        else if (line > 1 && !(cells.size() > 1 && cells[1].empty())) // a header; an undated article
            throw Error{"cannot read the days of publication in '" + path.string() + "': line " +
                        std::to_string(line) + " is not: source or id, then its day as YYYY-MM-DD"};
    }
    return days;
}

} // namespace sitmap
