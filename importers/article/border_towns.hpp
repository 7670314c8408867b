#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// "Moyale, close to Kenya" lies in another country than that: the town of this name in a country that the
/// text names too, where there is one. Linear in the names.
void heed_borders(Reading& reading);

} // namespace sitmap
