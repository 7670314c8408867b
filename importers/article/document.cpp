#include "importers/article/document.hpp"

#include "geodata/error.hpp"
#include "importers/article/dateline.hpp"
#include "importers/article/encoding.hpp"
#include "importers/feed.hpp"
#include "importers/html.hpp"
#include "importers/utf8.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

constexpr std::size_t most_bytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t most_text = std::size_t{4} * 1024 * 1024; // a long novel

std::string megabytes(std::size_t bytes)
{
    return std::to_string(bytes / (std::size_t{1024} * 1024)) + " MiB";
}

void refuse_longer(std::size_t most, std::size_t bytes, const std::string& source_name)
{
    if (bytes > most)
        throw Error{"cannot read '" + source_name + "' as an article: it has " + megabytes(bytes) + ", and " +
                    megabytes(most) + " is the most; split it into single articles"};
}

bool is_html(std::string_view text)
{
    constexpr std::size_t head_size = 4096;
    std::string head{text.substr(0, head_size)};
    std::transform(head.begin(), head.end(), head.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || head[first] != '<')
        return false;
    constexpr std::array<std::string_view, 9> signs = {
        "<!doctype html", "<html", "<head", "<body", "<article", "<p>", "<p ", "<div", "<meta"};
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return head.find(sign) != std::string::npos; });
}

bool is_blank(char32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x2007 || c == 0x3000;
}

bool is_dropped(char32_t c)
{
    constexpr char32_t soft_hyphen = 0xAD, zero_width_space = 0x200B, word_joiner = 0x2060,
                       byte_order_mark = 0xFEFF;
    const bool direction_mark = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E);
    return c == soft_hyphen || c == zero_width_space || c == word_joiner || c == byte_order_mark ||
           direction_mark || (c < 0x20 && c != '\n') || c == 0x7F;
}

/// Line ends to "\n", spaces and blank lines to one, what nobody sees taken out.
std::string tidied(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    int breaks = 0;
    bool space = false;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i; // of what stays as it is
        while (end < text.size() && text[end] > ' ' && text[end] < 0x7F)
            ++end;
        if (end > i && breaks == 0 && !space) {
            result.append(text, i, end - i);
            i = end;
            continue;
        }
        const DecodedCodePoint decoded = decode_utf8(text, i);
        char32_t c = decoded.value;
        if (c == '\r' && decoded.next < text.size() && text[decoded.next] == '\n')
            c = 0;
        i = decoded.next;
        if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) {
            breaks += c == 0x2029 ? 2 : 1;
            space = false;
        } else if (is_blank(c)) {
            space = true;
        } else if (!is_dropped(c)) {
            if (!result.empty())
                result += breaks > 1 ? "\n\n" : breaks == 1 ? "\n" : space ? " " : "";
            breaks = 0;
            space = false;
            append_utf8(result, c);
        }
    }
    return result;
}

/// The first line, or the beginning of it where it is a whole paragraph.
std::string headline_of(std::string_view text)
{
    constexpr std::size_t longest = 200;
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.size() <= longest)
        return std::string{line};
    const std::size_t cut = line.rfind(' ', longest);
    std::size_t end = cut == std::string_view::npos ? longest : cut;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string{line.substr(0, end)} + "…";
}

std::string file_name(const std::string& source_name)
{
    const std::size_t slash = source_name.find_last_of("/\\");
    return slash == std::string::npos ? source_name : source_name.substr(slash + 1);
}

void take_page(const std::string& html, const std::string& source_name, Document& document)
{
    const WebPage page = read_web_page(html);
    if (page.text.empty())
        throw Error{"cannot find an article in '" + source_name +
                    "': the page has no paragraphs of text; is it cut off, or does a script fill it in?"};
    document.outlet = tidied(page.outlet);
    document.language = page.language;
    document.published = full_date_in(page.published);
    if (!document.published)
        document.published = day_of_stamp(page.published); // "20220811"
    if (page.url.starts_with("http"))
        document.location = page.url;
    document.title = tidied(page.title);
    document.text = tidied(document.title.empty() ? page.text : document.title + "\n\n" + page.text);
}

/// What is the same for every article once its text is there. `published`: the day that wins over what the
/// text says of itself.
void finish(ArticleText& article, const std::string& source_name, std::optional<Day> published,
            const ArticleOptions& options)
{
    Document& document = article.document;
    if (document.title.empty())
        document.title = headline_of(document.text);
    const Dateline dateline = read_dateline(document.text);
    article.dateline = dateline.place;
    if (!document.published)
        document.published = dateline.published;
    if (published)
        document.published = published;
    if (!options.outlet.empty())
        document.outlet = options.outlet;
    document.licence = options.licence;
    document.id = sha256(document.text);
    if (!document.published)
        article.issues.push_back(
            {Issue::Weight::note, source_name, 0,
             "no publication date found: days such as 'Wednesday' stay unknown; give one "
             "with --published YYYY-MM-DD"});
}

} // namespace

ArticleText article_of(const ArticleParts& parts, const std::string& location, const ArticleOptions& options)
{
    ArticleText article;
    Document& document = article.document;
    document.kind = "article";
    document.location = parts.url.empty() ? location : tidied(parts.url);
    document.title = tidied(parts.title);
    document.outlet = tidied(parts.outlet);
    document.language = tidied(parts.language);
    const std::string_view told = std::string_view{parts.text}.substr(0, most_text);
    const std::string text = tidied(is_html(told) ? read_web_page(told).text : std::string{told});
    if (text.empty() && document.title.empty())
        return article;
    const bool opens_with_title = !text.empty() && text.starts_with(document.title);
    document.text = document.title.empty() || opens_with_title ? text
                    : text.empty()                             ? document.title
                                                               : document.title + "\n\n" + text;
    const auto sure = parts.published ? parts.published : options.published;
    finish(article, location, sure, options);
    return article;
}

ArticleText read_article(std::string_view bytes, const std::string& source_name,
                         const ArticleOptions& options)
{
    refuse_longer(most_bytes, bytes.size(), source_name);
    const std::string text = to_utf8(bytes, source_name);

    ArticleText article;
    Document& document = article.document;
    document.kind = "article";
    document.location = file_name(source_name);
    if (is_html(text))
        take_page(text, source_name, document);
    else
        document.text = tidied(text);
    if (document.text.empty())
        throw Error{"cannot read '" + source_name + "' as an article: the file is empty"};
    refuse_longer(most_text, document.text.size(), source_name);
    finish(article, source_name, options.published, options);
    return article;
}

} // namespace sitmap
