#pragma once

// Inside geodata only: one layer of GDAL's to one of ours.

#include "geodata/ogr.hpp"
#include "geodata/vector_file.hpp"

#include <ogrsf_frmts.h>
#include <string>

namespace sitmap {

/// Reads layers of one file. What cannot be used becomes issues; limits count over all layers of the file.
class VectorLayerReader {
public:
    /// All arguments must outlive the reader.
    VectorLayerReader(std::string source, std::string driver, const VectorReadOptions& options,
                      Issues& issues, GdalMessages& messages);

    /// Throws Error: damaged in the middle, over the limits, coordinate system unknown.
    [[nodiscard]] Layer read(OGRLayer& layer);

private:
    [[nodiscard]] std::vector<Geometry> shapes_of(OGRFeature& feature, std::size_t number);
    [[nodiscard]] Value value_of(OGRFeature& feature, int field);
    [[nodiscard]] std::string text_of_field(const char* text);
    void read_features(OGRLayer& from, Layer& to);
    [[nodiscard]] std::optional<OGRSpatialReference> system_of(OGRLayer& layer) const;
    void check_positions(Layer& layer, bool crs_known);
    void require_degrees(const std::vector<std::optional<LonLat>>& bad) const;
    /// False if nothing usable is left of the shape.
    bool put_right(Feature& feature, std::size_t number);
    /// What was done to the layer as a whole.
    void tell(const Layer& layer, bool crs_known);
    void note(std::size_t number, std::string what);
    void drop(std::size_t number, std::string what);
    [[noreturn]] void fail(const std::string& why) const;

    std::string source_, driver_;
    const VectorReadOptions& options_;
    Issues& issues_;
    GdalMessages& messages_;
    std::unique_ptr<OGRCoordinateTransformation> to_wgs84_; ///< null: positions are in WGS 84 already
    std::size_t features_ = 0, positions_ = 0;
    std::vector<std::size_t> numbers_; ///< of the features of the layer in hand, as issues give them
    std::size_t issues_of_layer_ = 0, issues_untold_ = 0, mixed_ = 0, recoded_ = 0, without_shape_ = 0,
                turned_ = 0;
};

} // namespace sitmap
