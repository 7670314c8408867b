#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace sitmap {

/// A small text that a store keeps beside the ledger, such as how its window stood; empty if there is none.
/// Throws Error where the store cannot be read.
[[nodiscard]] std::string store_setting(const std::filesystem::path& file, std::string_view key);

/// Keeps it, in a transaction of its own. Throws Error where the store cannot be written.
void keep_store_setting(const std::filesystem::path& file, std::string_view key, std::string_view text);

} // namespace sitmap
