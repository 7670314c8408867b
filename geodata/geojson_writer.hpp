#pragma once

#include "geodata/coordinate_text.hpp"
#include "geodata/feature.hpp"
#include "geodata/flat_value.hpp"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Takes text as it is made; a file, a string, standard output.
using TextSink = std::function<void(std::string_view)>;
/// Hands over a text in pieces of 64 KiB: Linux takes up megabytes that are written at once several times
/// slower.
void hand_over(const TextSink& out, std::string_view text);

/// Writes a FeatureCollection by RFC 7946, feature by feature: WGS 84, right-hand rule, cut at the
/// antimeridian, bbox at the end of the collection. One feature stands on one line. The same features give
/// the same bytes.
class GeoJsonWriter {
public:
    /// Text in the fields named in `json_fields` is JSON already and is set in as it stands (empty: null);
    /// it must be valid, which is not checked. All other text is escaped; bytes that are no UTF-8 become
    /// U+FFFD.
    GeoJsonWriter(TextSink out, std::vector<Field> fields, const std::vector<std::string>& json_fields = {});

    /// The fields of the features that follow: one collection may hold layers of several kinds.
    void set_fields(std::vector<Field> fields, const std::vector<std::string>& json_fields = {});

    /// `digits` after the point for the positions of this feature. `id` is a JSON number or string as text of
    /// the Value, monostate for none. Requires as many values as there are fields.
    void add(const Feature& feature, int digits = usual_digits, const Value& id = {});

    /// The same for a point or nothing, without a copy of anything: a microsecond or two. What lies behind
    /// the values need not outlive the call.
    void add_point(std::optional<LonLat> point, int digits, std::span<const FlatValue> values);

    /// A writer of some of the features for another thread: it has the fields of this one and hands nothing
    /// over; what it wrote with add_point comes in with `append`.
    [[nodiscard]] GeoJsonWriter part() const;
    void append(GeoJsonWriter&& part);

    /// A member that the collection has beside those of RFC 7946, written before the features. `json` must be
    /// valid. To be called before the first feature.
    void set_member(std::string name, std::string json);

    /// Closes the collection; to be called once, last.
    void finish();

private:
    void begin();
    void emit(std::string_view text);
    void flush();
    void widen_point(LonLat point, int digits);
    void widen(const Geometry& geometry, int digits);
    [[nodiscard]] std::string bbox() const;

    TextSink out_;
    std::vector<Field> fields_;
    std::vector<bool> is_json_;
    std::vector<std::string> keys_; ///< of the fields, as they stand in a feature
    std::vector<std::pair<std::string, std::string>> members_;
    std::string pending_; ///< made, and not handed over yet
    bool is_part_ = false;
    std::size_t count_ = 0;
    int digits_ = 0; ///< the finest used

    /// West and east end of what lies in each degree of longitude; from them comes the widest gap.
    struct Column {
        double west = 1, east = -1;
    };
    std::array<Column, 360> columns_{};
    bool touches_west_ = false, touches_east_ = false; ///< the two sides of the antimeridian
    double south_ = 91, north_ = -91;
};

/// A layer as a whole, to a string.
[[nodiscard]] std::string to_geojson(const Layer& layer, int digits = usual_digits,
                                     const std::vector<std::string>& json_fields = {});

/// A geometry as a GeoJSON geometry object, as `GeoJsonWriter` writes it; "null" for monostate.
[[nodiscard]] std::string to_geojson(const Geometry& geometry, int digits = usual_digits);

/// Writes features one a line, each a whole JSON text (RFC 8142 without its record separators, as most
/// programs write "GeoJSONSeq").
class GeoJsonLines {
public:
    GeoJsonLines(TextSink out, const std::vector<Field>& fields);
    void add_point(std::optional<LonLat> point, int digits, std::span<const FlatValue> values);
    [[nodiscard]] GeoJsonLines part() const; ///< as GeoJsonWriter has it
    void append(GeoJsonLines&& part);
    /// To be called once, last.
    void finish();

private:
    TextSink out_;
    std::vector<std::string> keys_;
    std::string pending_;
};

} // namespace sitmap
