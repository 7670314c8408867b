#pragma once

#include "importers/article/document.hpp"
#include "importers/article_table.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace sitmap {

/// How articles may come: one in a file, several in a feed, or a row each in a table.
enum class ArticleSource : std::uint8_t { article, feed, lines, table };

/// Which of them a file is, by its name without ".gz" and its first 4 KiB, unpacked. What is nothing else is
/// an article.
[[nodiscard]] ArticleSource article_source_of(const std::filesystem::path& unpacked_name,
                                              std::string_view head);

struct ArticleSourceOptions {
    /// `published` here is the day of articles of a feed or a table that have none of their own; of a lone
    /// article it wins over what that says of itself.
    ArticleOptions article;
    std::map<std::string, Day> published_of; ///< by id or file name; wins over all else
    ArticleColumns columns;                  ///< of a table
};

/// An article with its id: the file's name; for an item of a feed or a table the id that a table's row gives,
/// else the name, "#" and its number from 1.
using TakeArticle = std::function<void(const std::string& id, ArticleText&&)>;

/// Hands out the articles of a source, one after the other, and holds one at a time (a feed as a whole).
/// `name` is the source's name. Returns what could not be read of a feed or a table. Throws Error.
Issues each_article(UnpackedFile& file, const std::string& name, ArticleSource source,
                    const ArticleSourceOptions& options, const TakeArticle& take);

} // namespace sitmap
