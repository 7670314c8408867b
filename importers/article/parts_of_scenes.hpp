#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// What police and crowd do at a demonstration, such as arrests, looting and scuffles without dead, is told
/// as part of it and is no happening of its own; so is what is told again without a day. Quadratic in the
/// happenings, which are few.
void take_in_parts(const Reading& reading, Narrative& narrative);

/// "Clash in Goma" of the headline, and the crowd that clashed there: two riots at one place, once it is
/// settled that a crowd did both, are one, of the kind that the body tells.
void join_settled_twins(const Reading& reading, Narrative& narrative);

/// "Crowds attacked the embassies. Police used tear gas": the answer to a riot told just before, with no town
/// of its own, is part of it. To be asked once it is known which deeds were a crowd's.
void take_in_answers(const Reading& reading, Narrative& narrative);

/// A lead tells the deed by what followed and on no day of its own ("Niger began three days of mourning for
/// 28 people shot when Boko Haram descended on Toumour"), and the next paragraph what happened, with its day:
/// one happening. Linear in the happenings.
void join_undated_opening(const Reading& reading, Narrative& narrative);

/// Where all that a text reports of the last days is of one day, what it reports without a day is of that day
/// too: "In Mandalay 40 people lost their lives. In Myingyan two more were shot." Linear in the happenings.
void share_day(const Reading& reading, Narrative& narrative);

} // namespace sitmap
