#pragma once

#include "engine/ledger.hpp"
#include "geodata/extent.hpp"
#include "geodata/feature.hpp"
#include "render/draw_list.hpp"
#include "render/records.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// A label of the base map.
struct PlaceLabel {
    LonLat at;
    std::string name, name_local; ///< Latin letters; local script or empty
    int rank = 4; ///< cartography.md section 4: 1 capital or over 1 M … 4 village, 5 airport
    bool capital = false;
    std::int64_t population = 0;
};
/// A name along a line: seas, gulfs, natural regions.
struct AreaLabel {
    std::string name;
    enum class Kind : std::uint8_t { country, region, sea, gulf } kind = Kind::sea;
    std::string name_local;
    LonLat at;
    LineString curve;    ///< along which it is set; empty: level at `at`
    double extent_m = 0; ///< how wide the thing is: too small on the picture, and the name is left out
};

/// How light falls on the ground: plate carrée, the whole world.
struct Relief {
    int width = 0, height = 0;
    std::vector<std::uint8_t> shade; ///< 181 is flat; rows from the north, each from the west; empty: none
};

/// Geography under the incidents, in two levels of detail; loaded from assets/basemap.
struct Basemap {
    struct Detail {
        std::vector<Polygon> land;
        std::vector<LineString> coast;
    };
    Detail world;                      ///< Natural Earth 10m
    Detail shore;                      ///< GSHHG full in conflict regions
    std::vector<Extent> shore_windows; ///< where `shore` is to be used instead of `world`
    struct Country {
        std::string iso; ///< alpha-3
        MultiPolygon area;
        Extent extent;
    };
    std::vector<Country> countries;
    std::vector<LineString> borders, disputed_borders, admin1_borders, rivers;
    std::vector<int> river_ranks; ///< parallel to rivers
    std::vector<Polygon> lakes, urban;
    struct DrainedLake {
        std::string name; ///< "former Kakhovka reservoir"
        Day since;        ///< before this day it is a lake
        LonLat label;     ///< where its name stands
        MultiPolygon area;
    };
    std::vector<DrainedLake> drained; ///< parts of lakes that `lakes` does not hold
    Relief relief;
    std::vector<PlaceLabel> places; ///< by falling importance
    std::vector<AreaLabel> areas;

    /// The country with this code; null for none, and for the empty code that lands without one have too.
    [[nodiscard]] const Country* country(std::string_view code) const;

    /// Throws Error when a file is missing or damaged.
    [[nodiscard]] static Basemap load(const std::filesystem::path& assets);
};

/// How one feature of a user's layer is drawn.
struct FeatureStyle {
    Rgba fill, stroke;
    double stroke_px = 1.6;
    double radius_px = 3.2; ///< of a point
    std::string symbol;     ///< a letter or digit in the point; mostly empty
    bool operator==(const FeatureStyle&) const = default;
};
/// A user's own layer and how it is drawn.
struct OverlayLayer {
    std::string title; ///< file name, for the legend
    Layer layer;       ///< without features where it is a picture
    Rgba colour = rgb(0x555555);
    bool visible = true;
    double opacity = 1;                  ///< of all of it
    bool is_front_estimate = false;      ///< drawn as a front line and the band of its doubt
    std::string colour_by, label_by;     ///< names of attributes; empty: one colour, no names
    std::shared_ptr<const Pixels> image; ///< plate carrée over `image_extent`; null: none
    Extent image_extent;
    struct Class {
        std::string label;
        Rgba colour;
    };
    /// Made from the above by `dress`: parallel to the features, and what the colours mean. Empty: all in the
    /// layer's colour.
    std::vector<FeatureStyle> styles;
    std::vector<Class> classes;
};

/// Everything that can be drawn.
struct Map {
    const Basemap* basemap = nullptr; ///< outlives the map; null: none
    Ledger ledger;
    std::shared_ptr<const Records> records; ///< of the store's datasets; null: none
    std::vector<DocumentId> datasets;       ///< those the rows are of, by their number less one
    /// What a record says, with its claims, read from the store when somebody asks; empty: nothing to read
    std::function<std::vector<Event>(IncidentId)> events_of_record;
    std::vector<OverlayLayer> overlays;
    std::string name; ///< of the store, for the title bar
};

} // namespace sitmap
