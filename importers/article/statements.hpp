#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Adds what statements say of who did it where no verb of accusing, denying or claiming stands: "said that
/// the shells had come from X", "answered that it had no fighters there", "said the bombing was revenge for",
/// an army's count of the enemies it killed. To be called when speeches, actors, counts and triggers are
/// known. Words stand in the table "statements". Linear in the text.
void read_statements(Reading& reading);

/// Makes one party of a nationality or name and the role behind it: "Tajik guards", "the 110th Brigade".
void name_parties(Reading& reading);

} // namespace sitmap
