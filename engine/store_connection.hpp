#pragma once

// Inside the store only.

#include "engine/database.hpp"
#include "engine/store.hpp"

namespace sitmap {

struct Store::Connection {
    Connection(const std::filesystem::path& path, Database::Mode mode) : database{path, mode} {}

    Database database;
    bool is_new = false; ///< no tables yet: the first import makes them, in its own transaction
};

} // namespace sitmap
