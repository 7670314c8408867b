#include "importers/html_cleaner.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace sitmap {

namespace {

constexpr std::size_t deepest = 512;
constexpr std::size_t most_tags = 300'000;
constexpr std::size_t longest_value = 2'000;
constexpr std::size_t longest_script = 512 * 1024;

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 14> void_tags = {"area",  "base",   "br",    "col",  "embed",
                                                        "hr",    "img",    "input", "link", "meta",
                                                        "param", "source", "track", "wbr"};
constexpr std::array<std::string_view, 14> formatting_tags = {
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "plaintext"};
constexpr std::array<std::string_view, 13> skipped_with_content = {
    "script",   "style",  "noscript", "svg",    "math", "iframe",  "template",
    "textarea", "select", "object",   "canvas", "xmp",  "noframes"};
// These close themselves when the next of their kind opens, and so add no depth.
constexpr std::array<std::string_view, 9> self_closing = {"p",  "li", "dt",     "dd",   "tr",
                                                          "td", "th", "option", "tbody"};
constexpr std::array<std::string_view, 15> kept_attributes = {
    "id",   "class", "name", "property", "content",     "datetime", "itemprop", "rel",
    "href", "lang",  "role", "hidden",   "aria-hidden", "pubdate",  "style"};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string lower_case(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

struct Tag {
    std::string name;
    bool closing = false;
    std::string attributes; ///< those kept, ready to be written
    std::string type;       ///< value of the attribute `type`
    std::size_t end = 0;    ///< one past ">"; npos if the page ends before
};

class Cleaner {
public:
    explicit Cleaner(std::string_view html) : html_{html} { out_.reserve(html.size()); }

    std::string clean()
    {
        while (at_ < html_.size()) {
            const std::size_t open = std::min(html_.find('<', at_), html_.size());
            out_.append(html_, at_, open - at_);
            at_ = open;
            if (at_ < html_.size())
                take_markup();
        }
        return std::move(out_);
    }

private:
    void take_markup()
    {
        const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
        if (html_.compare(at_, 4, "<!--") == 0) {
            skip_past("-->", at_ + 4);
        } else if (next == '!' || next == '?') {
            skip_past(">", at_ + 2); // doctype, CDATA, processing instruction
        } else if (is_letter(next) || (next == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2]))) {
            const Tag tag = read_tag();
            at_ = std::min(tag.end, html_.size());
            if (tag.end != std::string_view::npos && ++tags_ <= most_tags)
                take(tag);
        } else {
            out_ += "&lt;";
            ++at_;
        }
    }

    void skip_past(std::string_view mark, std::size_t from)
    {
        const std::size_t found = html_.find(mark, from);
        at_ = found == std::string_view::npos ? html_.size() : found + mark.size();
    }

    Tag read_tag() const
    {
        Tag tag;
        std::size_t i = at_ + 1;
        if (html_[i] == '/') {
            tag.closing = true;
            ++i;
        }
        const std::size_t name_begin = i;
        while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>' && html_[i] != '/')
            ++i;
        constexpr std::size_t longest_name = 40;
        tag.name = lower_case(html_.substr(name_begin, std::min(i - name_begin, longest_name)));
        while (i < html_.size() && html_[i] != '>')
            i = read_attribute(i, tag);
        tag.end = i < html_.size() ? i + 1 : std::string_view::npos;
        return tag;
    }

    std::size_t read_attribute(std::size_t i, Tag& tag) const
    {
        while (i < html_.size() && (is_space(html_[i]) || html_[i] == '/'))
            ++i;
        const std::size_t name_begin = i;
        while (i < html_.size() && !is_space(html_[i]) && html_[i] != '=' && html_[i] != '>' &&
               html_[i] != '/')
            ++i;
        const std::string_view raw_name = html_.substr(name_begin, i - name_begin);
        while (i < html_.size() && is_space(html_[i]))
            ++i;
        std::string_view value;
        if (i < html_.size() && html_[i] == '=') {
            const auto [text, next] = read_value(i + 1);
            value = text;
            i = next;
        }
        keep(raw_name, value, tag);
        return i;
    }

    std::pair<std::string_view, std::size_t> read_value(std::size_t i) const
    {
        while (i < html_.size() && is_space(html_[i]))
            ++i;
        if (i < html_.size() && (html_[i] == '"' || html_[i] == '\'')) {
            const std::size_t close = html_.find(html_[i], i + 1);
            if (close == std::string_view::npos)
                return {{}, html_.size()};
            return {html_.substr(i + 1, close - i - 1), close + 1};
        }
        const std::size_t begin = i;
        while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>')
            ++i;
        return {html_.substr(begin, i - begin), i};
    }

    static void keep(std::string_view raw_name, std::string_view value, Tag& tag)
    {
        constexpr std::size_t longest_name = 12;
        if (raw_name.empty() || raw_name.size() > longest_name || value.size() > longest_value)
            return;
        const std::string name = lower_case(raw_name);
        if (name == "type")
            tag.type = lower_case(value);
        const std::string start = " " + name + "=\"";
        if (!contains(kept_attributes, name) || tag.attributes.find(start) != std::string::npos)
            return;
        tag.attributes += start;
        for (const char c : value)
            tag.attributes += c == '"' ? std::string{"&quot;"} : std::string{c};
        tag.attributes += '"';
    }

    void take(const Tag& tag)
    {
        if (contains(skipped_with_content, tag.name)) {
            const bool is_empty_drawing =
                (tag.name == "svg" || tag.name == "math") && html_[tag.end - 2] == '/';
            if (!tag.closing && !is_empty_drawing)
                skip_content(tag);
            return;
        }
        if (contains(formatting_tags, tag.name))
            return;
        const std::string_view name = tag.name == "a" ? "ins" : std::string_view{tag.name};
        if (contains(void_tags, name) || contains(self_closing, name))
            write(name, tag);
        else if (tag.closing)
            close(name, tag);
        else if (open_.size() < deepest) {
            open_.emplace_back(name);
            write(name, tag);
        }
    }

    void close(std::string_view name, const Tag& tag)
    {
        const auto match = std::find(open_.rbegin(), open_.rend(), name);
        if (match == open_.rend())
            return;
        open_.erase(match.base() - 1, open_.end());
        write(name, tag);
    }

    void write(std::string_view name, const Tag& tag)
    {
        out_ += tag.closing ? "</" : "<";
        out_ += name;
        if (!tag.closing)
            out_ += tag.attributes;
        out_ += '>';
    }

    /// Steps over everything up to the closing tag; JSON-LD is kept.
    void skip_content(const Tag& tag)
    {
        const std::size_t begin = at_;
        std::size_t end = begin;
        while (true) {
            end = std::min(html_.find("</", end), html_.size());
            if (end == html_.size() || lower_case(html_.substr(end + 2, tag.name.size())) == tag.name)
                break;
            end += 2;
        }
        if (tag.name == "script" && tag.type == "application/ld+json" && end < html_.size() &&
            end - begin <= longest_script) {
            out_ += "<script type=\"application/ld+json\">";
            out_.append(html_, begin, end - begin);
            out_ += "</script>";
        }
        at_ = end;
        if (at_ < html_.size())
            skip_past(">", at_);
    }

    std::string_view html_;
    std::string out_;
    std::size_t at_ = 0;
    std::size_t tags_ = 0;
    std::vector<std::string> open_; ///< elements not yet closed, outermost first
};

} // namespace

std::string clean_html(std::string_view html)
{
    return Cleaner{html}.clean();
}

} // namespace sitmap
