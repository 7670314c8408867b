#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Takes the days out that a report was filed on ("LUANDA, 23 April 2015 - Nine policemen died on Thursday 16
/// April"), where its sentence names another: no deed is of them. Needs toponyms and times; linear in the
/// times.
void leave_out_filing_days(Reading& reading);

/// The hours that open the entries of a live page stand for its day. Linear in the text.
void add_hours(Reading& reading);

} // namespace sitmap
