#pragma once

#include "engine/ledger.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace sitmap {

/// A ledger kept in a GeoPackage (SQLite, WAL). The layers that QGIS shows (incidents, incident_areas, flows,
/// stocks, routes, control_areas, front_lines) are written anew from the ledger with each import, in its
/// transaction.
class Store {
public:
    /// Opens an existing store, or a new one whose tables the first import makes. Throws Error: not a sitmap
    /// store, newer layout, no permission.
    [[nodiscard]] static Store open_or_create(const std::filesystem::path& path);
    /// Read-only, also in a folder that cannot be written. Throws Error, also when the file does not exist.
    [[nodiscard]] static Store open(const std::filesystem::path& path);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    [[nodiscard]] Ledger load() const;

    struct Changes {
        std::size_t documents_added = 0, documents_unchanged = 0, documents_replaced = 0;
        std::size_t events_added = 0, incidents_before = 0, incidents_after = 0;
    };
    /// Adds all intakes in one transaction: all of it or, on any error, none. Nothing is written where
    /// nothing changes. `land_edges`: coasts and state borders, along which the layer front_lines has no
    /// front; without them it has only borders between two parties.
    Changes import(std::span<const Intake> intakes, const std::vector<LineString>& land_edges = {});

    /// Changes the ledger by hand, as decide.hpp does, in one transaction: all of it or, on any error,
    /// nothing. `change` may move events between incidents and add or take away decisions, and nothing else.
    void decide(const std::function<void(Ledger&)>& change);

private:
    struct Connection;
    explicit Store(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

} // namespace sitmap
