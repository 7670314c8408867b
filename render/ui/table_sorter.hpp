#pragma once

#include "render/ui/table_model.hpp"

#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace sitmap {

/// Sorts the table on a thread of its own, one order at a time: what is wanted in the meantime comes next.
class TableSorter {
public:
    /// To be called each frame with what is wanted. Starts if that is another than before, or if
    /// `has_changed`: the incidents are others than they were.
    void want(TableQuery query, bool has_changed, const std::vector<Incident>& incidents,
              const std::shared_ptr<const Records>& records);
    /// The table in its order once it is there, after having waited for it if asked to; else null.
    [[nodiscard]] std::shared_ptr<const TableContents> take(bool wait);
    [[nodiscard]] bool is_busy() const { return sorting_.valid(); }
    /// The next that is wanted is made whatever was before.
    void forget() { made_.reset(); }

private:
    std::future<std::shared_ptr<const TableContents>> sorting_;
    std::optional<TableQuery> made_; ///< or being made
    bool has_changed_ = false;       ///< since that was begun
};

} // namespace sitmap
