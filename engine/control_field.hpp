#pragma once

// Inside engine only: the field behind front_estimate.hpp, on a local plane.

#include "engine/front_estimate.hpp"
#include "geodata/spatial_index.hpp"

#include <random>

namespace sitmap {

struct PlanePoint {
    double x = 0, y = 0; ///< metres east and north
};

/// Equirectangular on the middle latitude of the evidence: true to a percent over a theatre of war.
class LocalPlane {
public:
    explicit LocalPlane(std::span<const ControlEvidence> evidence);
    [[nodiscard]] PlanePoint to(LonLat p) const;
    [[nodiscard]] LonLat from(PlanePoint p) const;
    [[nodiscard]] LineString from(const std::vector<PlanePoint>& points) const;

private:
    LonLat origin_;
    double m_per_lon_ = 1;
};

struct SidedEvidence {
    PlanePoint at;
    double side = 0; ///< +1 first party, -1 second
    double weight = 1;
    double radius_m = 0;
    std::uint32_t place = 0; ///< the same for all of one place, which are resampled together
};

/// Weighted mean side of the evidence near a place, -1 to 1, by a Gaussian kernel of adaptive reach.
class KernelField {
public:
    struct Reach {
        std::size_t neighbours = 24;
        double least_m = 8'000;
    };
    KernelField(std::vector<SidedEvidence> evidence, Reach reach);

    struct Neighbourhood {
        std::vector<std::uint32_t> evidence; ///< nearest first
        double reach_m = 0;
        double third_m = 0; ///< distance to the third nearest
    };
    [[nodiscard]] Neighbourhood around(PlanePoint p) const;
    /// Of the evidence as it is.
    [[nodiscard]] double value(PlanePoint p, const Neighbourhood& near) const;
    /// Of a resample: each piece of evidence with its count and where it was moved.
    struct Draw {
        double count = 1;
        PlanePoint at;
    };
    [[nodiscard]] double value(PlanePoint p, const Neighbourhood& near, std::span<const Draw> draws) const;
    [[nodiscard]] PlanePoint slope(PlanePoint p, double step_m) const;
    [[nodiscard]] const std::vector<SidedEvidence>& evidence() const { return evidence_; }

private:
    std::vector<SidedEvidence> evidence_;
    Reach reach_;
    std::vector<std::vector<std::uint32_t>> bins_;
    double bin_m_ = 1;
    PlanePoint least_;
    std::size_t columns_ = 0, rows_ = 0;
};

/// The field and the resamples' verdicts on a grid of corners; each cell is cut into two triangles, on which
/// both run straight.
class ControlGrid {
public:
    struct Options {
        double cell_m = 4'000, farthest_m = 60'000;
        int resamples = 48;
        std::uint64_t seed = 1;
    };
    ControlGrid(const KernelField& field, const Options& options);

    /// Where the field is nought, joined to lines.
    [[nodiscard]] std::vector<std::vector<PlanePoint>> zero_lines() const;
    /// Closed rings of the ground where the share of resamples for the first party lies within the two; they
    /// meet at their edges.
    [[nodiscard]] std::vector<std::vector<PlanePoint>> between(double low, double high) const;

private:
    struct Corner {
        PlanePoint at;
        double value = 0, share = 0.5;
        bool known = false;
    };
    template <class Visit>
    void each_triangle(Visit visit) const;
    void give_up_unsure_islands();

    std::vector<Corner> corners_;
    std::size_t columns_ = 0, rows_ = 0;
};

} // namespace sitmap
