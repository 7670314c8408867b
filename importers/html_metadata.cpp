#include "importers/html_metadata.hpp"

#include "importers/html_nodes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return {};
    if (found->is_string())
        return found->get<std::string>();
    if (found->is_object())
        return text_of(*found, "name");
    return {};
}

bool is_article(const Json& object)
{
    const auto type = object.find("@type");
    if (type == object.end())
        return object.contains("datePublished");
    const auto names_article = [](const Json& name) {
        return name.is_string() && (name.get_ref<const std::string&>().ends_with("Article") ||
                                    name.get_ref<const std::string&>().ends_with("Posting") ||
                                    name.get_ref<const std::string&>() == "Report");
    };
    return names_article(*type) ||
           (type->is_array() && std::any_of(type->begin(), type->end(), names_article));
}

void set_if_empty(std::string& target, std::string_view value)
{
    if (target.empty())
        target = value;
}

void look_into(const Json& node, LinkedData& data, int depth)
{
    constexpr int deepest = 16;
    if (depth > deepest)
        return;
    if (node.is_array()) {
        for (const Json& item : node)
            look_into(item, data, depth + 1);
        return;
    }
    if (!node.is_object())
        return;
    if (is_article(node)) {
        set_if_empty(data.headline, text_of(node, "headline"));
        set_if_empty(data.publisher, text_of(node, "publisher"));
        set_if_empty(data.published, text_of(node, "datePublished"));
        set_if_empty(data.url, text_of(node, "url"));
        set_if_empty(data.language, text_of(node, "inLanguage"));
    }
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
        if (const auto inner = node.find(key); inner != node.end())
            look_into(*inner, data, depth + 1);
}

bool same_letters(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

/// A class or an attribute that tells when the page was changed, not when it came out.
bool is_of_change(const GumboNode* node)
{
    for (const char* key : {"class", "id", "itemprop"}) {
        const std::string_view value = attribute(node, key);
        for (const std::string_view word : {"updated", "modified", "Updated", "Modified"})
            if (value.find(word) != value.npos && value.find("published") == value.npos)
                return true;
    }
    return false;
}

void read_meta(const GumboNode* node, PageMetadata& data)
{
    constexpr std::array<std::string_view, 13> date_names = {"article:published_time",
                                                             "og:published_time",
                                                             "date",
                                                             "pubdate",
                                                             "publishdate",
                                                             "publish-date",
                                                             "dc.date",
                                                             "dc.date.issued",
                                                             "dcterms.created",
                                                             "parsely-pub-date",
                                                             "sailthru.date",
                                                             "datePublished",
                                                             "cXenseParse:recs:publishtime"};
    const std::string_view content = attribute(node, "content");
    for (const char* key : {"property", "name", "itemprop"}) {
        const std::string_view name = attribute(node, key);
        if (name == "og:title")
            set_if_empty(data.og_title, content);
        else if (name == "og:site_name")
            set_if_empty(data.site_name, content);
        else if (name == "og:url")
            set_if_empty(data.og_url, content);
        else if (std::any_of(date_names.begin(), date_names.end(),
                             [&](std::string_view known) { return same_letters(name, known); }))
            set_if_empty(data.published, content);
    }
}

void read_element(const GumboNode* node, PageMetadata& data)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_HTML:
        set_if_empty(data.language, attribute(node, "lang"));
        break;
    case GUMBO_TAG_TITLE:
        set_if_empty(data.title, words_of(node));
        break;
    case GUMBO_TAG_H1:
        set_if_empty(data.h1, words_of(node));
        break;
    case GUMBO_TAG_META:
        read_meta(node, data);
        break;
    case GUMBO_TAG_LINK:
        if (attribute(node, "rel") == "canonical")
            set_if_empty(data.canonical, attribute(node, "href"));
        break;
    case GUMBO_TAG_TIME:
        if (gumbo_get_attribute(&node->v.element.attributes, "pubdate") != nullptr ||
            attribute(node, "itemprop") == "datePublished")
            set_if_empty(data.published, attribute(node, "datetime"));
        if (is_of_change(node))
            break;
        set_if_empty(data.marked_time, attribute(node, "datetime"));
        set_if_empty(data.shown_time, words_of(node));
        break;
    case GUMBO_TAG_SCRIPT: // the cleaner leaves JSON-LD alone
        read_linked_data(words_of(node), data.linked);
        break;
    default:
        break;
    }
}

} // namespace

PageMetadata metadata_of(const GumboInternalNode& root)
{
    PageMetadata data;
    std::vector<const GumboNode*> open{&root};
    while (!open.empty()) {
        const GumboNode* node = open.back();
        open.pop_back();
        if (!is_element(node))
            continue;
        read_element(node, data);
        const auto inner = children_of(node);
        open.insert(open.end(), inner.rbegin(), inner.rend());
    }
    return data;
}

std::string words_of(const GumboNode* node)
{
    std::string text;
    std::vector<const GumboNode*> open{node};
    while (!open.empty()) {
        const GumboNode* next = open.back();
        open.pop_back();
        if (is_text(next)) {
            text += next->v.text.text;
        } else if (is_element(next)) {
            const auto inner = children_of(next);
            open.insert(open.end(), inner.rbegin(), inner.rend());
        }
    }
    std::string tidy;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            tidy += c;
        else if (!tidy.empty() && tidy.back() != ' ')
            tidy += ' ';
    }
    if (!tidy.empty() && tidy.back() == ' ')
        tidy.pop_back();
    return tidy;
}

void read_linked_data(std::string_view json, LinkedData& data)
{
    look_into(Json::parse(json, nullptr, false), data, 0);
}

std::string without_outlet(std::string_view title, std::string_view outlet)
{
    constexpr std::array<std::string_view, 5> separators = {" | ", " — ", " – ", " - ", " :: "};
    for (const std::string_view separator : separators) {
        const auto at = title.rfind(separator);
        if (at == std::string_view::npos || at == 0)
            continue;
        const std::string_view tail = title.substr(at + separator.size());
        constexpr std::size_t longest_outlet = 30;
        if (tail == outlet || separator == separators[0] ||
            (tail.size() <= longest_outlet && at > tail.size()))
            return std::string{title.substr(0, at)};
    }
    return std::string{title};
}

} // namespace sitmap
