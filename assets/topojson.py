"""Reads TopoJSON (quantised arcs, delta coded) and a few shape sums; for the derive.py scripts."""

import json


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def decoded_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def joined(refs, arcs):
    points = []
    for ref in refs:
        part = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
        points.extend(part if not points else part[1:])
    return points


def polygons(geometry, arcs):
    """Lists of rings, the exterior first; empty for what is no area."""
    if geometry["type"] == "Polygon":
        return [[joined(ring, arcs) for ring in geometry["arcs"]]]
    if geometry["type"] == "MultiPolygon":
        return [[joined(ring, arcs) for ring in polygon] for polygon in geometry["arcs"]]
    return []


def lines(geometry, arcs):
    if geometry["type"] == "LineString":
        return [joined(geometry["arcs"], arcs)]
    if geometry["type"] == "MultiLineString":
        return [joined(line, arcs) for line in geometry["arcs"]]
    return []


def unwrapped(ring):
    """The ring without jumps at the antimeridian: longitudes may pass 180."""
    out, turn = [], 0
    for (x, y), (before, _) in zip(ring, [ring[0], *ring]):
        if x - before > 180:
            turn -= 360
        elif x - before < -180:
            turn += 360
        out.append((x + turn, y))
    return out


def ring_sums(ring):
    """Signed area in square degrees and the two moments of a closed ring."""
    area = mx = my = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        cross = x0 * y1 - x1 * y0
        area += cross
        mx += (x0 + x1) * cross
        my += (y0 + y1) * cross
    return area / 2, mx / 6, my / 6
