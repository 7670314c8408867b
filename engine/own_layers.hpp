#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sitmap {

/// A layer of a file that the user lays over the map of a store, and how: what the store remembers of it. The
/// file itself stays where it is.
struct OwnLayer {
    std::filesystem::path
        path; ///< absolute; kept relative to the store's folder where it lies in or below it
    std::string colour_by, label_by; ///< attributes; empty: none
    double opacity = 1;              ///< 0 to 1
    bool visible = true;
    std::string layer; ///< which of the file's layers, by name; empty: all that it has
    bool operator==(const OwnLayer&) const = default;
};

/// From the lowest to the topmost. Empty where none was ever kept. Throws Error as Store::open does.
[[nodiscard]] std::vector<OwnLayer> own_layers(const std::filesystem::path& store);

/// Keeps these and no others, in one transaction. The table is made with the first of them, so that older
/// programs read the store. Throws Error: no store, no permission.
void keep_own_layers(const std::filesystem::path& store, const std::vector<OwnLayer>& layers);

} // namespace sitmap
