#pragma once

#include "importers/article/tokens.hpp"

namespace sitmap {

/// Puts a line that heads a section ("RAQQA", "18:40", "What happened on Tuesday?", "2. SUNK") into the
/// paragraph below it, so that the place or day it names holds there. The text's own headline stays apart.
/// Linear in the text.
void join_section_heads(TokenisedText& text);

} // namespace sitmap
