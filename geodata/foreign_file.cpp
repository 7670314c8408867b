#include "geodata/foreign_file.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot read '" + path.string() + "': " + why};
}

std::string lower_extension(const fs::path& path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

/// "https:", "PG:", "GPKG:": a name that GDAL would take for a connection.
bool has_scheme(std::string_view name)
{
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return false;
    return std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(colon), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '+' || c == '.' || c == '-' || c == '_';
    });
}

std::ifstream opened(const fs::path& path)
{
    errno = 0;
    std::ifstream in{path, std::ios::binary};
    if (!in)
        fail(path, errno == EACCES ? "permission denied" : "it cannot be opened");
    return in;
}

/// Gives a file to `take(bytes)` block by block, until that returns false.
template <class Take>
void read_blocks(const fs::path& path, Take take)
{
    std::ifstream in = opened(path);
    std::vector<char> block(1 << 18);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        if (!take(std::string_view{block.data(), static_cast<std::size_t>(in.gcount())}))
            return;
    }
}

/// Follows brackets and strings of JSON from block to block.
struct JsonScan {
    std::size_t depth = 0, deepest = 0;
    bool in_string = false, escaped = false;

    bool take(std::string_view bytes)
    {
        for (const char c : bytes) {
            if (in_string) {
                if (escaped)
                    escaped = false;
                else if (c == '\\')
                    escaped = true;
                else if (c == '"')
                    in_string = false;
            } else if (c == '"') {
                in_string = true;
            } else if (c == '{' || c == '[') {
                deepest = std::max(deepest, ++depth);
                if (deepest > deepest_json)
                    return false;
            } else if ((c == '}' || c == ']') && depth > 0) {
                --depth;
            }
        }
        return true;
    }
};

/// Follows tags of XML from block to block. Knows comments, CDATA, processing instructions and quoted
/// attributes.
class XmlScan {
public:
    std::size_t deepest = 0;
    bool declares = false; ///< <!DOCTYPE or <!ENTITY
    bool has_nul = false;

    [[nodiscard]] bool is_open() const { return depth_ > 0 || state_ != State::text; }

    bool take(std::string_view bytes)
    {
        for (const char c : bytes) {
            has_nul = has_nul || c == '\0';
            step(c);
            if (declares || has_nul || deepest > deepest_xml)
                return false;
        }
        return true;
    }

private:
    enum class State : std::uint8_t { text, tag, quoted, comment, cdata, instruction };

    void step(char c)
    {
        switch (state_) {
        case State::text:
            if (c == '<') {
                state_ = State::tag;
                tag_.clear();
            }
            return;
        case State::tag:
            in_tag(c);
            return;
        case State::quoted:
            if (c == quote_)
                state_ = State::tag;
            return;
        case State::comment:
            until("-->", c);
            return;
        case State::cdata:
            until("]]>", c);
            return;
        case State::instruction:
            until("?>", c);
            return;
        }
    }

    void in_tag(char c)
    {
        if (c == '>') {
            close_tag();
            state_ = State::text;
            return;
        }
        if ((c == '"' || c == '\'') && !tag_.starts_with("!")) {
            quote_ = c;
            state_ = State::quoted;
            last_ = c;
            return;
        }
        if (tag_.size() < 9)
            tag_ += c;
        last_ = c;
        tail_.clear();
        if (tag_ == "!--")
            state_ = State::comment;
        else if (tag_ == "![CDATA[")
            state_ = State::cdata;
        else if (tag_ == "?")
            state_ = State::instruction;
        else
            declares = declares || tag_.starts_with("!DOCTYPE") || tag_.starts_with("!ENTITY");
    }

    void close_tag()
    {
        if (tag_.starts_with("/"))
            depth_ -= depth_ > 0 ? 1 : 0;
        else if (!tag_.starts_with("!") && last_ != '/')
            deepest = std::max(deepest, ++depth_);
    }

    void until(std::string_view end, char c)
    {
        tail_ += c;
        if (tail_.size() > end.size())
            tail_.erase(0, 1);
        if (tail_ == end)
            state_ = State::text;
    }

    State state_ = State::text;
    std::size_t depth_ = 0;
    std::string tag_, tail_; ///< first bytes of the tag; last bytes of a comment
    char quote_ = 0, last_ = 0;
};

std::uint64_t big_endian(std::string_view bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::string cut_off(const fs::path& path, std::uint64_t promised)
{
    return "'" + path.filename().string() + "' is cut off: it says that it holds " +
           std::to_string(promised) + " bytes and holds " + std::to_string(fs::file_size(path)) +
           "; fetch it again";
}

} // namespace

void require_plain_file(const fs::path& path)
{
    const std::string name = path.string();
    if (name.starts_with("/vsi") || name.starts_with("\\\\"))
        fail(path, "only plain files are read, no GDAL virtual file systems");
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
        if (has_scheme(name))
            fail(path, "only plain files are read, no addresses or connections; fetch it first");
        fail(path, error && error != std::errc::no_such_file_or_directory ? error.message() : "no such file");
    }
    if (fs::is_directory(status))
        fail(path, "it is a folder; name a file in it");
    if (!fs::is_regular_file(status))
        fail(path, "it is not a regular file");
    if (fs::file_size(path) == 0)
        fail(path, "it is empty");
}

std::string head_of(const fs::path& path, std::size_t count)
{
    std::ifstream in = opened(path);
    std::string head(count, '\0');
    in.read(head.data(), static_cast<std::streamsize>(count));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

std::optional<FileKind> kind_of(const fs::path& path, std::string_view head)
{
    const std::string extension = lower_extension(path);
    if (head.starts_with("SQLite format 3"))
        return FileKind::geopackage;
    if (head.starts_with("fgb\x03"))
        return FileKind::flatgeobuf;
    if (extension == ".shp")
        return FileKind::shapefile;
    if (head.starts_with("# @VGMT"))
        return FileKind::gmt;
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (extension == ".csv" || extension == ".tsv")
        return FileKind::csv;
    const bool lines = extension == ".geojsonl" || extension == ".geojsons" || extension == ".geojsonseq";
    if (lines && first != std::string_view::npos && (head[first] == '{' || head[first] == '\x1e'))
        return FileKind::json_lines;
    if (first != std::string_view::npos && (head[first] == '{' || head[first] == '['))
        return FileKind::json;
    if (first != std::string_view::npos && head[first] == '<') {
        if (head.find("<gpx") != std::string_view::npos || extension == ".gpx")
            return FileKind::gpx;
        if (head.find("<kml") != std::string_view::npos || extension == ".kml")
            return FileKind::kml;
    }
    return std::nullopt;
}

std::string objection_to_json(const fs::path& path)
{
    JsonScan scan;
    read_blocks(path, [&](std::string_view bytes) { return scan.take(bytes); });
    if (scan.deepest > deepest_json)
        return "it is nested deeper than " + std::to_string(deepest_json) + " levels";
    if (scan.in_string || scan.depth > 0)
        return "it is cut off: " +
               (scan.in_string ? std::string{"a text has no end"}
                               : std::to_string(scan.depth) + " brackets are not closed") +
               "; fetch it again";
    return {};
}

std::string objection_to_xml(const fs::path& path)
{
    XmlScan scan;
    read_blocks(path, [&](std::string_view bytes) { return scan.take(bytes); });
    if (scan.declares)
        return "it has a document type declaration, which is not read because its entities may grow without "
               "end; "
               "remove the <!DOCTYPE> part";
    if (scan.has_nul)
        return "it is not in UTF-8; save it in UTF-8";
    if (scan.deepest > deepest_xml)
        return "it is nested deeper than " + std::to_string(deepest_xml) + " levels";
    if (scan.is_open())
        return "it is cut off: an element has no end; fetch it again";
    return {};
}

std::string objection_to_shapefile(const fs::path& path)
{
    const std::string head = head_of(path, 100);
    if (head.size() < 100)
        return "'" + path.filename().string() + "' is cut off: a header has 100 bytes and it has " +
               std::to_string(head.size()) + "; fetch it again";
    if (big_endian(head, 0) != 9994)
        return "it is no Shapefile: its first number is not 9994";
    if (const std::uint64_t promised = big_endian(head, 24) * 2; promised > fs::file_size(path))
        return cut_off(path, promised);
    for (const char* extension : {".dbf", ".DBF"}) {
        const fs::path table = fs::path{path}.replace_extension(extension);
        std::error_code error;
        if (!fs::is_regular_file(table, error))
            continue;
        const std::string table_head = head_of(table, 32);
        if (table_head.size() < 32)
            return "'" + table.filename().string() +
                   "' is cut off: it has no header; fetch it again, or remove it";
        // Records, bytes of the header, bytes of a record (dBASE III header).
        const std::uint64_t promised = little_endian(table_head, 8, 2) +
                                       little_endian(table_head, 4, 4) * little_endian(table_head, 10, 2);
        if (promised > fs::file_size(table))
            return cut_off(table, promised);
    }
    return {};
}

} // namespace sitmap
