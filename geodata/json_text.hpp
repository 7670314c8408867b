#pragma once

#include "geodata/flat_value.hpp"

#include <string>
#include <string_view>

namespace sitmap {

/// A JSON string literal with its quotation marks. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_string(std::string_view text);

/// Puts a JSON string literal behind `to`, as `json_string`; about as fast as a copy where nothing is to be
/// escaped.
void append_json_string(std::string& to, std::string_view text);

/// Puts a value behind `to`; numbers in their shortest form, what JSON cannot say as null.
void append_json(std::string& to, const FlatValue& value);

} // namespace sitmap
