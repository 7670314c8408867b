#pragma once

#include "importers/article/reader.hpp"

#include <string>

namespace sitmap {

/// The reader's tables from the asset folder, with the user's parties put over the built-in ones: those of
/// sitmap/actors.tsv in $XDG_CONFIG_HOME (else ~/.config) if it is there, and over these those of `actors`, a
/// file; empty for none. Throws Error with the line of a row that cannot be read.
[[nodiscard]] ReaderTables load_reader_tables(const std::string& actors);

/// What --actors says in the help.
inline constexpr const char* actors_help =
    "Parties beside the built-in ones: tab-separated id, name, side, kind, country, aliases parted by |";

} // namespace sitmap
