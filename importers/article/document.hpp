#pragma once

#include "engine/evidence.hpp"
#include "geodata/issue.hpp"

#include <cstddef>
#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitmap {

/// A text and what is known about it, before it is read.
struct ArticleText {
    Document document;    ///< `text` holds headline, blank line, body
    std::string dateline; ///< "KYIV, Ukraine", if the text opens with one; else empty
    Issues issues;
};

/// What the user says about a source, over what the source says of itself.
struct ArticleOptions {
    std::optional<Day> published;
    std::string outlet, licence;
};

/// What a feed or a table says of one article, field by field, in UTF-8.
struct ArticleParts {
    std::string title, text, outlet, url, language;
    std::optional<Day> published;
};

/// An article from its parts: the text cleaned as below, from HTML too. Publication date: the part's, else
/// the option, else a dateline. `location` stands for the web address where there is none. The document's
/// text is empty where the parts have no words. At most 4 MiB of text are taken.
[[nodiscard]] ArticleText article_of(const ArticleParts& parts, const std::string& location,
                                     const ArticleOptions& options);

/// Reads a plain text (headline on the first line) or an HTML page. Encoding is detected (BOM, HTML meta,
/// valid UTF-8, else Windows-1252) and turned into UTF-8; line ends become "\n", blank lines at most one,
/// no-break spaces plain ones, and control characters and soft hyphens go. Publication date: the option, else
/// the page's metadata, else a dateline or a "Published:" line with a full date; else none, with a note.
/// Throws Error for an empty or binary file, and for more than an article holds: a file over 16 MiB, or
/// over 4 MiB of text.
[[nodiscard]] ArticleText read_article(std::string_view bytes, const std::string& source_name,
                                       const ArticleOptions& options);

} // namespace sitmap
