#pragma once

#include "geodata/issue.hpp"
#include "importers/article/document.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// One article of a feed.
struct FeedItem {
    std::size_t number = 0; ///< from 1, in the feed's order; items that were left out are counted
    std::size_t line = 0;   ///< of the file, 1-based
    std::string guid;       ///< RSS's guid or Atom's id; empty if there is none
    ArticleParts parts;     ///< the text is HTML where the feed's is
};

struct Feed {
    std::string title, language;
    std::vector<FeedItem> items;
    Issues issues; ///< of items that could not be read; the others are there
};

/// True if a file that begins so is RSS (0.9 to 2.0, also as RDF) or Atom.
[[nodiscard]] bool looks_like_feed(std::string_view head);

/// Reads RSS 2.0 (https://www.rssboard.org/rss-specification) with the modules content and dc, RSS 1.0, and
/// Atom (RFC 4287). Each item is parsed by itself, so that one that is not well-formed costs no other.
/// Document types are passed over: no entity but XML's own five and HTML's is known. The day of publication
/// is that of the zone that the feed writes it in; an item without one has none, whatever the feed's own day.
/// At most 10,000 items. Linear in the text, which is UTF-8.
[[nodiscard]] Feed read_feed(std::string_view text, const std::string& source_name);

/// The day of a time stamp as feeds and tables write it, in the zone in which it is written: RFC 3339
/// ("2021-06-26T07:15:00+02:00"), RFC 822 ("Sat, 26 Jun 21 07:15:00 GMT"), "20210626T071500Z", and what
/// full_date_in knows. Nothing where there is none.
[[nodiscard]] std::optional<Day> day_of_stamp(std::string_view stamp);

} // namespace sitmap
