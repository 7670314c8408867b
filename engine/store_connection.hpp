#pragma once

// Inside the store only.

#include "engine/database.hpp"
#include "engine/store.hpp"

#include <optional>

namespace sitmap {

struct Store::Connection {
    /// A new store has no file until something is put in.
    explicit Connection(std::filesystem::path file) : path{std::move(file)} {}
    Connection(const std::filesystem::path& file, Database::Mode mode)
        : path{file}, open{std::in_place, file, mode}
    {}

    [[nodiscard]] Database& database()
    {
        if (!open) {
            open.emplace(path, Database::Mode::write);
            open->stop_when(stop);
        }
        return *open;
    }

    std::filesystem::path path;
    std::optional<Database> open;
    std::function<bool()> stop; ///< of the database, which may be opened later
    bool is_new = false;        ///< no tables yet: the first import makes them, in its own transaction
};

} // namespace sitmap
