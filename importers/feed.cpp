#include "importers/feed.hpp"

#include "importers/article/dateline.hpp"
#include "importers/html.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

namespace sitmap {

namespace {

constexpr std::size_t most_items = 10'000;
constexpr std::size_t longest_item = std::size_t{4} << 20;
constexpr auto npos = std::string_view::npos;

bool is_name_end(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '>' || c == '/';
}

std::string_view local_name(std::string_view name)
{
    const std::size_t colon = name.rfind(':');
    return colon == npos ? name : name.substr(colon + 1);
}

/// A tag, comment, CDATA section, processing instruction or document type.
struct Markup {
    std::size_t begin = 0, end = 0; ///< `end` is npos where the text ends inside it
    std::string_view name;          ///< of a tag; else empty
    bool closing = false, empty_element = false;
};

std::size_t past(std::string_view text, std::string_view mark, std::size_t from)
{
    const std::size_t found = text.find(mark, from);
    return found == npos ? npos : found + mark.size();
}

/// A document type ends at the ">" behind its "[...]".
std::size_t past_doctype(std::string_view text, std::size_t at)
{
    const std::size_t close = text.find_first_of(">[", at);
    if (close == npos || text[close] == '>')
        return close == npos ? npos : close + 1;
    return past(text, ">", past(text, "]", close));
}

/// Steps from one piece of markup to the next.
class MarkupWalk {
public:
    explicit MarkupWalk(std::string_view text) : text_{text} {}

    bool next(Markup& markup)
    {
        const std::size_t open = at_ < text_.size() ? text_.find('<', at_) : npos;
        if (open == npos || open + 1 >= text_.size())
            return false;
        markup = {};
        markup.begin = open;
        if (text_.substr(open).starts_with("<!--"))
            markup.end = past(text_, "-->", open + 4);
        else if (text_.substr(open).starts_with("<![CDATA["))
            markup.end = past(text_, "]]>", open + 9);
        else if (text_[open + 1] == '!')
            markup.end = past_doctype(text_, open + 2);
        else if (text_[open + 1] == '?')
            markup.end = past(text_, "?>", open + 2);
        else
            read_tag(markup);
        at_ = markup.end == npos ? text_.size() : markup.end;
        return true;
    }

private:
    void read_tag(Markup& markup) const
    {
        std::size_t i = markup.begin + 1;
        markup.closing = text_[i] == '/';
        i += markup.closing ? 1 : 0;
        const std::size_t name = i;
        while (i < text_.size() && !is_name_end(text_[i]))
            ++i;
        markup.name = text_.substr(name, i - name);
        while (i < text_.size() && text_[i] != '>') {
            const bool quote = text_[i] == '"' || text_[i] == '\'';
            const std::size_t close = quote ? text_.find(text_[i], i + 1) : i;
            i = close == npos ? text_.size() : close + 1;
        }
        markup.end = i < text_.size() ? i + 1 : npos;
        markup.empty_element = markup.end != npos && text_[i - 1] == '/';
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Where an item stands in the text.
struct Piece {
    std::size_t begin = 0, end = 0;
    bool whole = true; ///< it has its closing tag
};

std::vector<Piece> item_pieces(std::string_view text)
{
    std::vector<Piece> pieces;
    std::string_view open; ///< the name of the item that is open
    MarkupWalk walk{text};
    for (Markup markup; walk.next(markup);) {
        const std::string_view local = local_name(markup.name);
        if (local != "item" && local != "entry")
            continue;
        if (markup.closing && markup.name == open) {
            pieces.back().end = markup.end == npos ? text.size() : markup.end;
            open = {};
        } else if (!markup.closing && !markup.empty_element) {
            if (!open.empty()) { // the one before was never closed
                pieces.back().end = markup.begin;
                pieces.back().whole = false;
            }
            if (pieces.size() == most_items + 1)
                break;
            pieces.push_back({markup.begin, text.size(), true});
            open = markup.name;
        }
    }
    if (!open.empty())
        pieces.back().whole = false;
    return pieces;
}

std::string trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == npos)
        return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

/// The prefixes under which a feed writes the vocabularies that matter here, with their colon.
struct Prefixes {
    std::string atom, content = "content:", dc = "dc:";
};

Prefixes prefixes_of(pugi::xml_node root)
{
    constexpr std::string_view atom_space = "http://www.w3.org/2005/Atom";
    Prefixes prefixes;
    prefixes.atom = "atom:";
    for (const pugi::xml_attribute declared : root.attributes()) {
        const std::string_view name = declared.name(), space = declared.value();
        if (name == "xmlns" && space == atom_space)
            prefixes.atom.clear();
        if (!name.starts_with("xmlns:"))
            continue;
        const std::string prefix = std::string{name.substr(6)} + ":";
        if (space == atom_space)
            prefixes.atom = prefix;
        else if (space == "http://purl.org/rss/1.0/modules/content/")
            prefixes.content = prefix;
        else if (space == "http://purl.org/dc/elements/1.1/")
            prefixes.dc = prefix;
    }
    if (local_name(root.name()) == "feed" && std::string_view{root.name()} == "feed")
        prefixes.atom.clear();
    return prefixes;
}

std::string words(pugi::xml_node node)
{
    std::string text; // CDATA sections and text side by side belong together
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
    return trimmed(text);
}

std::string first_words(pugi::xml_node node, std::initializer_list<std::string> names)
{
    for (const std::string& name : names)
        for (const pugi::xml_node child : node.children(name.c_str()))
            if (std::string text = words(child); !text.empty())
                return text;
    return {};
}

/// Feeds write HTML into titles too, as a rule escaped twice.
std::string plain(const std::string& markup)
{
    return markup.find_first_of("<&") == std::string::npos ? markup : words_of_markup(markup);
}

/// As HTML that the article reader takes for such; plain text stays as it is.
std::string body(const std::string& markup)
{
    return markup.find_first_of("<&") == std::string::npos ? markup : "<div>" + markup + "</div>";
}

/// RFC 4287, 3.1: a text construct as plain text or XHTML; what it is missing is text.
std::string atom_text(pugi::xml_node node)
{
    const std::string_view type = node.attribute("type").value();
    if (type == "xhtml" || type == "application/xhtml+xml") {
        std::ostringstream markup;
        for (const pugi::xml_node child : node.children())
            child.print(markup, "", pugi::format_raw);
        return "<div>" + markup.str() + "</div>";
    }
    return type.empty() || type == "text" || type == "text/plain" ? words(node) : body(words(node));
}

std::string atom_link(pugi::xml_node entry, const Prefixes& prefixes)
{
    std::string any;
    const std::string name = prefixes.atom + "link"; // the loop asks for it at each step
    for (const pugi::xml_node link : entry.children(name.c_str())) {
        const std::string_view rel = link.attribute("rel").value();
        if (rel.empty() || rel == "alternate")
            return link.attribute("href").value();
        if (any.empty() && rel != "self" && rel != "edit" && rel != "enclosure")
            any = link.attribute("href").value();
    }
    return any;
}

ArticleParts atom_parts(pugi::xml_node entry, const Prefixes& prefixes)
{
    const auto named = [&](const char* name) { return prefixes.atom + name; };
    ArticleParts parts;
    const pugi::xml_node title = entry.child(named("title").c_str());
    parts.title = plain(atom_text(title));
    parts.text = atom_text(entry.child(named("content").c_str()));
    if (parts.text.empty())
        parts.text = atom_text(entry.child(named("summary").c_str()));
    parts.url = atom_link(entry, prefixes);
    parts.published =
        day_of_stamp(first_words(entry, {named("published"), named("updated"), named("issued")}));
    parts.outlet = plain(first_words(entry.child(named("source").c_str()), {named("title")}));
    parts.language = entry.attribute("xml:lang").value();
    return parts;
}

ArticleParts rss_parts(pugi::xml_node item, const Prefixes& prefixes)
{
    ArticleParts parts;
    parts.title = plain(first_words(item, {"title", prefixes.dc + "title"}));
    parts.text = body(first_words(item, {prefixes.content + "encoded", "description"}));
    parts.url = first_words(item, {"link"});
    const pugi::xml_node guid = item.child("guid");
    const std::string_view permanent = guid.attribute("isPermaLink").value();
    if (parts.url.empty() && permanent != "false" && words(guid).starts_with("http"))
        parts.url = words(guid);
    parts.published =
        day_of_stamp(first_words(item, {"pubDate", prefixes.dc + "date", prefixes.atom + "updated"}));
    parts.outlet = plain(first_words(item, {"source"})); // of an item that was taken over from elsewhere
    parts.language = first_words(item, {prefixes.dc + "language"});
    return parts;
}

/// Reads the pieces of one feed.
class FeedReader {
public:
    FeedReader(std::string_view text, const std::string& source_name) : text_{text}, source_{source_name} {}

    Feed read()
    {
        const std::vector<Piece> pieces = item_pieces(text_);
        read_head(pieces);
        for (const Piece& piece : pieces) {
            line_ += static_cast<std::size_t>(
                std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                           text_.begin() + static_cast<std::ptrdiff_t>(piece.begin), '\n'));
            counted_ = piece.begin;
            ++number_;
            if (number_ > most_items) {
                drop(line_, "a feed has at most " + std::to_string(most_items) +
                                " items; this and all after it are left out");
                break;
            }
            read_item(piece);
        }
        return std::move(feed_);
    }

private:
    /// All that is outside the items: names the feed and its vocabularies.
    void read_head(const std::vector<Piece>& pieces)
    {
        std::string head;
        std::size_t at = 0;
        for (const Piece& piece : pieces) {
            head.append(text_, at, piece.begin - at);
            at = piece.end;
        }
        head.append(text_, at);
        pugi::xml_document document;
        // A head that is damaged keeps what could be read of it.
        document.load_buffer(head.data(), head.size(), flags, pugi::encoding_utf8);
        const pugi::xml_node root = document.document_element();
        prefixes_ = prefixes_of(root);
        const pugi::xml_node channel = root.child("channel");
        const pugi::xml_node about = channel ? channel : root;
        feed_.title = channel ? plain(first_words(channel, {"title", prefixes_.dc + "title"}))
                              : plain(first_words(root, {prefixes_.atom + "title"}));
        feed_.language = first_words(about, {"language", prefixes_.dc + "language"});
        if (feed_.language.empty())
            feed_.language = root.attribute("xml:lang").value();
    }

    void read_item(const Piece& piece)
    {
        if (!piece.whole) {
            drop(line_, "the item has no closing tag");
            return;
        }
        if (piece.end - piece.begin > longest_item) {
            drop(line_, "the item has over 4 MiB");
            return;
        }
        const std::string_view markup = text_.substr(piece.begin, piece.end - piece.begin);
        pugi::xml_document document;
        const pugi::xml_parse_result parsed =
            document.load_buffer(markup.data(), markup.size(), flags, pugi::encoding_utf8);
        if (!parsed) {
            const auto offset =
                std::clamp<std::ptrdiff_t>(parsed.offset, 0, static_cast<std::ptrdiff_t>(markup.size()));
            drop(line_ + static_cast<std::size_t>(std::count(markup.begin(), markup.begin() + offset, '\n')),
                 std::string{"the item is not well-formed XML: "} + parsed.description());
            return;
        }
        const pugi::xml_node node = document.document_element();
        const bool atom = local_name(node.name()) == "entry";
        FeedItem item{number_, line_, {}, atom ? atom_parts(node, prefixes_) : rss_parts(node, prefixes_)};
        item.guid = first_words(node, {"guid", prefixes_.atom + "id"});
        if (item.parts.outlet.empty())
            item.parts.outlet = feed_.title;
        if (item.parts.language.empty())
            item.parts.language = feed_.language;
        if (item.parts.title.empty() && item.parts.text.empty())
            drop(line_, "the item has neither title nor text");
        else
            feed_.items.push_back(std::move(item));
    }

    void drop(std::size_t line, std::string what)
    {
        feed_.issues.push_back({Issue::Weight::dropped, source_, line, std::move(what)});
    }

    static constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol;

    std::string_view text_;
    std::string source_;
    Feed feed_;
    Prefixes prefixes_;
    std::size_t number_ = 0, line_ = 1, counted_ = 0;
};

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool looks_like_feed(std::string_view head)
{
    std::string start{head.substr(0, 4096)};
    std::erase(start, '\0'); // UTF-16
    const std::size_t first = start.find('<');
    if (first == std::string::npos || first > 8) // after a byte order mark and a few spaces
        return false;
    MarkupWalk walk{start};
    for (Markup markup; walk.next(markup);)
        if (!markup.name.empty())
            return local_name(markup.name) == "rss" || local_name(markup.name) == "feed" ||
                   (local_name(markup.name) == "RDF" && start.find("purl.org/rss") != std::string::npos);
    return false;
}

Feed read_feed(std::string_view text, const std::string& source_name)
{
    return FeedReader{text, source_name}.read();
}

std::optional<Day> day_of_stamp(std::string_view stamp)
{
    constexpr std::size_t compact = 8; // 20210626
    const auto digits =
        static_cast<std::size_t>(std::find_if_not(stamp.begin(), stamp.end(), is_digit) - stamp.begin());
    if (digits == compact || digits == 14)
        return parse_day(std::string{stamp.substr(0, 4)} + "-" + std::string{stamp.substr(4, 2)} + "-" +
                         std::string{stamp.substr(6, 2)});
    if (const auto day = full_date_in(stamp))
        return day;
    // RFC 822 has two digits for the year; RFC 2822, 4.3, says which century they mean.
    std::istringstream parts{
        std::string{stamp.substr(stamp.find(',') == npos ? 0 : stamp.find(',') + 1, 64)}};
    std::string day, month, year;
    if (parts >> day >> month >> year && year.size() == 2 && is_digit(year[0]) && is_digit(year[1]))
        return full_date_in(day + " " + month + " " + (year < "50" ? "20" : "19") + year);
    return std::nullopt;
}

} // namespace sitmap
