#pragma once

// Lets Boost.Geometry work on our own positions and rings, without copies. For the .cpp files of this folder
// alone.

#include "geodata/geometry.hpp"

// Boost 1.74 includes headers of its own that it calls deprecated, and prints a note for each file.
#define BOOST_ALLOW_DEPRECATED_HEADERS

#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/geometries/register/point.hpp>
#include <boost/geometry/geometries/register/ring.hpp>
#include <boost/geometry/strategies/strategies.hpp>

BOOST_GEOMETRY_REGISTER_POINT_2D(sitmap::LonLat, double, boost::geometry::cs::cartesian, lon, lat)
BOOST_GEOMETRY_REGISTER_RING(sitmap::Ring)
