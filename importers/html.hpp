#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

/// The article inside a web page.
struct WebPage {
    std::string title;     ///< og:title, else h1, else title
    std::string outlet;    ///< og:site_name or JSON-LD publisher
    std::string published; ///< as the page gives it (ISO 8601 as a rule): meta, JSON-LD, <time>
    std::string language, url;
    std::string
        text; ///< paragraphs of the article without menus, margins and captions, parted by blank lines
};

/// Parses a page as browsers do; a page cut in the middle gives what is there. Nesting deeper than 512
/// elements is cut off. Input is UTF-8.
[[nodiscard]] WebPage read_web_page(std::string_view html);

/// All words of a piece of HTML in one line, without tags, entities decoded: for titles.
[[nodiscard]] std::string words_of_markup(std::string_view html);

} // namespace sitmap
