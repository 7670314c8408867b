#pragma once

// Inside geodata only: what vector_file, vector_writer and overlay share of GDAL.

#include "geodata/geometry.hpp"

#include <memory>
#include <ogr_geometry.h>
#include <string>
#include <vector>

namespace sitmap {

/// Registers the few drivers that this program uses and switches off side files, plug-ins and the network.
/// Safe to call from several threads; later calls cost nothing.
void ready_gdal();

/// Collects what GDAL says on this thread while it lives, instead of letting it print.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    struct Message {
        bool failure = false; ///< else a warning
        std::string text;     ///< one line
    };
    /// What came since the last call; at most 100.
    [[nodiscard]] std::vector<Message> take();
    /// The first failure among what came since the last call, else the first warning, else empty.
    [[nodiscard]] std::string take_reason();

private:
    std::vector<Message> messages_;
};

/// Null for monostate. Empty multi-shapes stay empty.
[[nodiscard]] std::unique_ptr<OGRGeometry> to_ogr(const Geometry& geometry);

/// The geometries that a foreign one falls into: one for simple and multi-shapes, up to three (points, lines,
/// areas) for a collection, none when it is empty. Heights and measures are dropped, curves made of straight
/// edges (4 degrees a step).
[[nodiscard]] std::vector<Geometry> from_ogr(const OGRGeometry& geometry);

} // namespace sitmap
