#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// "GenSan" is General Santos where the text names that, whatever the gazetteer calls so: a capital in the
/// middle of a word begins the next word of a longer name. Linear in the names but for such words.
void heed_short_names(Reading& reading);

} // namespace sitmap
