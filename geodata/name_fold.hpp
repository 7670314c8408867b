#pragma once

#include <string>
#include <string_view>

namespace sitmap {

/// The key under which spellings of one name meet: NFKD, marks stripped, lower case, apostrophes and full
/// stops dropped, hyphens to spaces, runs of spaces to one, "St", "Mt", "Ft" to saint, mount, fort; Arabic
/// letters folded (alef forms, teh marbuta, yeh forms, tatweel and vowel signs dropped). Input and output are
/// UTF-8; invalid bytes count as U+FFFD.
[[nodiscard]] std::string fold_name(std::string_view name);

/// A looser key for transliterations: after `fold_name`, the Arabic article (al-, el-, an-, ash- ...) is
/// dropped, doubled letters are made single, o/ou/u, e/i/y/ai, q/k/gh and dj/j fall together.
[[nodiscard]] std::string fold_transliteration(std::string_view name);
/// The same of a name that `fold_name` has folded, into a string that may be used again.
void loose_key(std::string_view folded, std::string& out);

} // namespace sitmap
