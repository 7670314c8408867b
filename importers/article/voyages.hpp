#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Finds what befell boats in a text that is about boats: wrecks and interceptions told in other words than
/// those of the table "triggers" ("the canoe came apart", "stopping two boats"), and figures of those aboard,
/// saved or stopped ("27 were fished out of the swell", "a vessel with 202 passengers"). To be called when
/// counts and triggers are known. Words stand in the table "voyages". Linear in the text.
void read_voyages(Reading& reading);

} // namespace sitmap
