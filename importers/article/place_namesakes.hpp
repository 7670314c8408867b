#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Names whose words say that they mean another place than the gazetteer's best:
/// - "Haswa, thirty miles west of Baghdad": the Haswa that lies there, or none;
/// - "Calamar, in Guaviare department": the Calamar that lies there, where there is one;
/// - "the Leninsky district of Donetsk": no town of that name elsewhere;
/// - "Melchor Ocampo square", far from all that the text names: a square in the town that is told of.
/// Linear in the names; a square is held against 200 towns of the text at most.
void heed_namesakes(Reading& reading);

} // namespace sitmap
