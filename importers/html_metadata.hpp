#pragma once

#include <string>
#include <string_view>

struct GumboInternalNode;

namespace sitmap {

/// What a page's JSON-LD blocks say of the article; each empty where none does.
struct LinkedData {
    std::string headline, publisher, published, url, language;
};

/// What stands in a page's head and in its marked-up elements; each empty where it does not.
struct PageMetadata {
    std::string og_title, h1, title, site_name, language, canonical, og_url;
    std::string published;   ///< from a meta element or a <time> that says it is the day of publication
    std::string marked_time; ///< `datetime` of the first <time>
    std::string shown_time;  ///< words of the first <time>
    LinkedData linked;
};

/// Reads them from a tree that gumbo made.
[[nodiscard]] PageMetadata metadata_of(const GumboInternalNode& root);

/// All words under a node, space runs as one space.
[[nodiscard]] std::string words_of(const GumboInternalNode* node);

/// Reads one JSON-LD script into `data`, where `data` has no value yet. Damaged JSON is passed over. Objects
/// of schema.org's article types are looked for in arrays, in "@graph" and in "mainEntity", 16 levels deep at
/// most.
void read_linked_data(std::string_view json, LinkedData& data);

/// The title without the outlet's name that pages hang on by "|" or "-": "52 dead | The Continental".
[[nodiscard]] std::string without_outlet(std::string_view title, std::string_view outlet);

} // namespace sitmap
