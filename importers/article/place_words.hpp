#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Mends the resolved names of a text by the words around them: a house or a small town that is a mere
/// namesake, and a town said to lie where it does not, lose their place; a division gives way to its town
/// unless the text says "province"; "in and around X" is X. Needs the
/// toponyms in order, and leaves them so. Linear in the text.
void heed_place_words(Reading& reading);

} // namespace sitmap
