#pragma once

#include "geodata/unpacked_file.hpp"
#include "importers/article/document.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace sitmap {

/// Which column of a table of articles, or which key of a JSON object, holds what: "text", "id", "title",
/// "published", "url", "outlet", "language". Those left out are found by usual names.
struct ArticleColumns {
    std::map<std::string, std::string> column_of;

    /// "text=Snippet,id=id,published=date". Throws Error on a field that does not exist.
    [[nodiscard]] static ArticleColumns parse(std::string_view text);
};

/// True for a header line of which a column holds the text of articles, and none a position.
[[nodiscard]] bool has_column_of_texts(std::string_view header);

/// One article of a table.
struct ArticleRow {
    std::size_t number = 0; ///< of the data, from 1
    std::size_t line = 0;   ///< 1-based
    std::string id;         ///< as the table gives it; empty if it gives none
    ArticleParts parts;
};
using TakeRow = std::function<void(ArticleRow&&)>;

/// A JSON object a line. Lines that are none become issues. Holds one line at a time.
[[nodiscard]] Issues read_article_lines(UnpackedFile& file, const std::string& source,
                                        const ArticleColumns& columns, const TakeRow& take);

/// CSV (RFC 4180) or TSV with a header; in a TSV a row is a line. Holds one row at a time, of at most 4 MiB.
/// Throws Error when no column holds texts.
[[nodiscard]] Issues read_article_table(UnpackedFile& file, const std::string& source,
                                        const ArticleColumns& columns, const TakeRow& take);

/// A table of two columns, name or id and day, with or without a header line; comma or tab between them.
/// Throws Error for a line without a day.
[[nodiscard]] std::map<std::string, Day> read_publication_days(const std::filesystem::path& path);

} // namespace sitmap
