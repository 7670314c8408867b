#include "app/view_options.hpp"

#include "app/terminal.hpp"
#include "engine/store.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <future>
#include <iterator>
#include <utility>

namespace sitmap {

namespace {

/// The store at `path`; null if it is some other file, even a GeoPackage of somebody else's: that is a
/// layer.
std::shared_ptr<Store> store_at(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    std::array<char, 16> head{};
    in.read(head.data(), head.size());
    if (in.gcount() < 16 || std::memcmp(head.data(), "SQLite format 3", 16) != 0)
        return nullptr;
    try {
        return std::make_shared<Store>(Store::open(path));
    } catch (const Error&) {
        return nullptr; // told by read_vector_file if it is no layer either
    }
}

/// The ledger and the records of datasets, with the documents of both, and the way to a record's claims.
void throw_if(const std::function<bool()>& stop)
{
    if (stop && stop())
        throw Interrupted{"interrupted; nothing was changed"};
}

void load_store(Map& map, const std::shared_ptr<Store>& store, const std::function<bool()>& stop)
{
    store->stop_when(stop);
    map.ledger = store->load();
    for (Document& document : store->record_documents()) {
        map.datasets.push_back(document.id);
        if (map.ledger.document(document.id) == nullptr)
            map.ledger.documents.push_back(std::move(document));
    }
    IncidentTable table = store->records();
    throw_if(stop);
    if (table.size() > 0)
        map.records = std::make_shared<const Records>(std::move(table));
    store->stop_when({});
    map.events_of_record = [store = std::shared_ptr<const Store>{store}](IncidentId id) {
        return store->record_events(std::array{id});
    };
}

void switch_off(LayerSwitches& layers, const std::string& name)
{
    const std::array<std::pair<std::string_view, bool*>, 9> switches{{
        {"incidents", &layers.incidents},
        {"control", &layers.control},
        {"front", &layers.front},
        {"displacement", &layers.displacement},
        {"stocks", &layers.stocks},
        {"routes", &layers.routes},
        {"overlays", &layers.overlays},
        {"relief", &layers.relief},
        {"labels", &layers.labels},
    }};
    for (const auto& [known, on] : switches)
        if (known == name) {
            *on = false;
            return;
        }
    throw Error{
        "cannot hide '" + name +
        "': no such layer; there are incidents, control, front, displacement, stocks, routes, overlays, "
        "relief, labels"};
}

void add_overlays(Map& map, const OwnLayer& own, std::vector<OwnLayer>& layers)
{
    std::vector<OverlayLayer> read = read_overlay(own, map.overlays.size());
    for (OwnLayer& each : layer_by_layer(own, read))
        layers.push_back(std::move(each));
    std::move(read.begin(), read.end(), std::back_inserter(map.overlays));
}

/// Layers that the store remembers; one whose file has gone is told and left out.
void load_remembered(Map& map, const std::filesystem::path& store, const std::vector<std::string>& given,
                     std::vector<OwnLayer>& layers)
{
    for (const OwnLayer& own : sitmap::own_layers(store)) {
        const bool again = std::any_of(given.begin() + 1, given.end(), [&](const std::string& path) {
            return std::filesystem::absolute(path).lexically_normal() == own.path.lexically_normal();
        });
        if (again)
            continue;
        if (!std::filesystem::exists(own.path)) {
            std::fprintf(stderr, "note: the layer '%s' is no more where the store remembers it\n",
                         printable(own.path.string()).c_str());
            continue;
        }
        add_overlays(map, own, layers);
    }
}

/// What was remembered before stays, unless it is given again.
void remember(const std::filesystem::path& store, const std::vector<OwnLayer>& given)
{
    std::vector<OwnLayer> kept = own_layers(store);
    std::erase_if(kept, [&](const OwnLayer& old) {
        return std::any_of(given.begin(), given.end(), [&](const OwnLayer& own) {
            return std::filesystem::absolute(own.path).lexically_normal() == old.path.lexically_normal();
        });
    });
    kept.insert(kept.end(), given.begin(), given.end());
    keep_own_layers(store, kept);
}

} // namespace

void ViewOptions::add_to(CLI::App& command)
{
    command.add_option("--style", style, "light, dark or print")
        ->check(CLI::IsMember({"light", "dark", "print"}));
    command
        .add_option(
            "--hide", hide,
            "Leave out: incidents, control, front, displacement, stocks, routes, overlays, relief, labels")
        ->delimiter(',');
    auto* compared = command.add_option("--change", change, "What a party gained and lost between two days")
                         ->type_name("A B")
                         ->expected(2);
    command.add_option("--party", party, "With --change: whose; else the one for which most changed")
        ->type_name("NAME")
        ->needs(compared);
    overlays.add_to(command);
    filters.add_to(command);
    filters.add_where_to(command);
}

Map ViewOptions::load(const std::filesystem::path& assets, Basemap& basemap,
                      std::vector<OwnLayer>* own_layers, const std::function<bool()>& stop) const
{
    // A second each for a large store and the base map: together they take one.
    std::future<Basemap> loading =
        std::async(std::launch::async, [&assets] { return Basemap::load(assets); });
    Map map;
    map.basemap = &basemap;
    std::vector<OwnLayer> given, layers;
    bool has_store = false;
    std::size_t files = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        throw_if(stop);
        const std::filesystem::path path = paths[i];
        if (!std::filesystem::exists(path))
            throw Error{"cannot open '" + path.string() + "': no such file"};
        if (map.name.empty())
            map.name = path.filename().string();
        if (const auto store = i == 0 ? store_at(path) : nullptr) {
            load_store(map, store, stop);
            load_remembered(map, path, paths, layers);
            has_store = true;
            continue;
        }
        add_overlays(map, overlays.layer_at(files++, std::filesystem::absolute(path)), given);
    }
    if (overlays.remember && (!has_store || given.empty()))
        throw Error{"cannot remember layers: give a store first, then the layers"};
    if (overlays.remember)
        remember(paths.front(), given);
    else
        for (OwnLayer& own : given)
            own.path.clear(); // how it looks this once is not for the store
    layers.insert(layers.end(), given.begin(), given.end());
    basemap = loading.get();
    if (own_layers != nullptr)
        *own_layers = std::move(layers);
    return map;
}

ViewState ViewOptions::state(StyleName usual) const
{
    ViewState state;
    state.style = style == "dark"    ? StyleName::dark
                  : style == "print" ? StyleName::print
                  : style == "light" ? StyleName::light
                                     : usual;
    state.query = filters.query();
    state.as_of = filters.knowledge_day();
    state.rule = filters.chosen_rule();
    if (!change.empty())
        state.change = ControlComparison{parse_day_option("--change", change.at(0)),
                                         parse_day_option("--change", change.at(1)), party};
    for (const std::string& name : hide)
        switch_off(state.layers, name);
    return state;
}

} // namespace sitmap
