#pragma once

#include "engine/store.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sitmap::test {

/// A name under the tests' output at which nothing is.
std::filesystem::path fresh(const std::string& name);

/// The first column of all rows, one a line; what went wrong, if anything did.
std::string ask(const std::filesystem::path& path, const std::string& sql);

Document dataset_document(const std::string& name);

/// Hands over in batches of odd sizes, as files do.
RecordChanges put(Store& store, const std::vector<Record>& records, const std::string& file,
                  const std::string& scheme = "acled", std::optional<Day> today = std::nullopt);

} // namespace sitmap::test
