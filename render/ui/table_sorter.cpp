#include "render/ui/table_sorter.hpp"

#include <chrono>
#include <utility>

namespace sitmap {

void TableSorter::want(TableQuery query, bool has_changed, const std::vector<Incident>& incidents,
                       const std::shared_ptr<const Records>& records)
{
    has_changed_ = has_changed_ || has_changed;
    if (is_busy() || (!has_changed_ && made_ == query))
        return;
    made_ = query;
    has_changed_ = false;
    sorting_ = std::async(std::launch::async, [query = std::move(query), incidents, records] {
        return std::make_shared<const TableContents>(incidents, records, query);
    });
}

std::shared_ptr<const TableContents> TableSorter::take(bool wait)
{
    if (!is_busy() || (!wait && sorting_.wait_for(std::chrono::seconds{0}) != std::future_status::ready))
        return nullptr;
    return sorting_.get();
}

} // namespace sitmap
