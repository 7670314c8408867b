#pragma once

#include "render/map.hpp"
#include "render/sfml/window.hpp"
#include "render/ui/edit_model.hpp"

#include <string>

namespace sitmap {

/// Edits that a window makes in its store, and takes back. Each changes the map's ledger, and its records
/// where rows of datasets went to the ledger; where the store refuses, the map stays as it was.
class StoreEdits {
public:
    /// `edit` as in WindowOptions; empty: nothing can be edited.
    explicit StoreEdits(EditStore edit) : edit_{std::move(edit)} {}

    /// False with the reason in `trouble`.
    [[nodiscard]] bool make(const Edit& edit, Map& map, std::string& trouble);
    /// The latest edit, or the latest that was taken back. `words` tell what happened or why nothing did.
    [[nodiscard]] bool take_back(Map& map, std::string& words);
    [[nodiscard]] bool redo(Map& map, std::string& words);

private:
    bool change(const LedgerChange& change, const Edit& edit, Map& map, std::string& trouble) const;

    EditStore edit_;
    EditHistory history_;
};

} // namespace sitmap
