#pragma once

#include <string_view>

namespace sitmap {

/// Reads any bytes as a delimited table and as each dataset, and throws std::logic_error when a law breaks:
/// all instruction sets find the same cells, each cell lies in its row, rows are UTF-8 without zeros, records
/// lie in the world and their intervals do not run backwards. Errors that tell of bad input are no breach.
void check_table(std::string_view bytes);

} // namespace sitmap
