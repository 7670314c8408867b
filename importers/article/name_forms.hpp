#pragma once

#include <string>
#include <vector>

namespace sitmap {

/// Forms under which a gazetteer may know a word of a language that changes a name's ends: Arabic without the
/// prefixes for "and", "in", "to" and the article; Russian and Ukrainian in the nominative. `word` is in
/// lower case. Empty for other scripts.
[[nodiscard]] std::vector<std::string> name_stems(const std::string& word);

} // namespace sitmap
