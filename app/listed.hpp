#pragma once

#include "app/selection.hpp"
#include "geodata/feature.hpp"

#include <functional>
#include <string>

namespace sitmap {

/// The incidents of a store that pass the filters, those of the ledger and the records, in an order that the
/// user chose. Each is made when it is asked for.
class Listed {
public:
    /// Throws Error.
    Listed(const std::filesystem::path& store, const Filters& filters);

    /// By "id", "day", "killed" (most first), "type", "country" or, where the filters name a point to be
    /// near, "distance"; what is not known last, equals by their ids. Throws Error for another name.
    void sort_by(const std::string& name);
    void reverse();
    /// Keeps the first `count`; returns how many were cut off.
    std::size_t cut_to(std::size_t count);

    [[nodiscard]] std::size_t size() const { return order_.size(); }
    [[nodiscard]] Incident incident(std::size_t position) const;
    [[nodiscard]] const Ledger& ledger() const { return selected_.ledger; }
    [[nodiscard]] const Selected& selected() const { return selected_; }
    /// Hands over each incident as a row of the layer `incidents`, with its claims, in order.
    void each_feature(const std::function<void(const Layer&, const Feature&)>& take) const;

private:
    struct Entry {
        IncidentId id = 0;
        bool is_record = false;
        std::uint32_t position = 0; ///< in the ledger's incidents, or the record's row
    };
    struct Key {
        double number = 0;
        std::string_view text;
        auto operator<=>(const Key&) const = default;
    };
    [[nodiscard]] Key key_of(const Entry& entry, const std::string& name) const;
    [[nodiscard]] Layer layer_of(std::span<const Entry> entries, bool records, const Store& store) const;

    std::filesystem::path store_;
    std::optional<LonLat> near_;
    Selected selected_;
    SelectedRows records_;
    std::vector<Entry> order_;
};

} // namespace sitmap
