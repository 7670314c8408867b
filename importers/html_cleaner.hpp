#pragma once

#include <string>
#include <string_view>

namespace sitmap {

/// The same page with what a parser can choke on taken out, in one linear pass.
///
/// A tree builder is quadratic in the nesting, in the attributes of one tag and in unclosed formatting tags.
/// So this drops tags nested deeper than 512, tags after the first 300,000, formatting tags (b, i, font ...),
/// all attributes but those that the reader looks at, comments, and the contents of scripts (but JSON-LD),
/// styles, frames, drawings and input fields. Links become `ins` elements, which no tree builder treats
/// specially. A tag that is cut in the middle at the end of the page is dropped.
[[nodiscard]] std::string clean_html(std::string_view html);

} // namespace sitmap
