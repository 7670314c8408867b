#!/usr/bin/env python3
"""offshore.tsv.gz: where "off Zuwara", "off Libya" is. For maintainers only; needs numpy. Usage: offshore.py

For a town on the coast the nearest water that lies OUT_KM or more from all land. For a country, division or region the
such point of one of its towns from which the others are least far, towns weighed by the root of their people, and the
distance within which the points of HELD of that weight lie. Land is that of the base map; derive.py comes first.
"""
import collections
import gzip
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import shapes_file  # noqa: E402

STEP_DEG = 0.05
OUT_KM = 12          # from all land: beyond the ships at anchor, within sight
REACH_KM = 45        # of a town inside its gulf
COAST_KM = 15        # a town further inland has no shore
ONE_WAY = 0.3        # the sea lies on one side; around an island it has none
HELD = 0.7
LEAST_RADIUS_KM = 30
KM_A_DEGREE = 111.2
TOWNS = ("city", "facility", "airport", "section")


def land_cells():
    """True where the middle of the cell is land; rows from the south pole, columns from the date line."""
    rows, columns = round(180 / STEP_DEG), round(360 / STEP_DEG)
    crossings = np.zeros((rows, columns + 1), np.int32)
    for _, parts in shapes_file.read(HERE.parent / "basemap/land.shapes.gz"):
        for ring in parts:
            for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
                if y0 == y1:
                    continue
                low, high = sorted(((y0 + 90) / STEP_DEG - 0.5, (y1 + 90) / STEP_DEG - 0.5))
                for row in range(max(math.ceil(low), 0), min(math.ceil(high), rows)):
                    y = (row + 0.5) * STEP_DEG - 90
                    x = x0 + (x1 - x0) * (y - y0) / (y1 - y0)
                    column = math.ceil((x + 180) / STEP_DEG - 0.5)
                    crossings[row, min(max(column, 0), columns)] += 1
    return np.cumsum(crossings, axis=1)[:, :columns] % 2 == 1


def km_between(lat, lon, lats, lons):
    return KM_A_DEGREE * np.hypot(lats - lat, (lons - lon) * math.cos(math.radians(lat)))


class Seas:
    def __init__(self):
        self.land = land_cells()

    def around(self, lat, lon, km):
        """Latitudes, longitudes and whether it is land, of the cells of a square around a point."""
        rows, columns = self.land.shape
        high = km / KM_A_DEGREE / STEP_DEG
        wide = min(high / max(math.cos(math.radians(lat)), 0.1), columns / 2 - 1)
        row, column = (lat + 90) / STEP_DEG, (lon + 180) / STEP_DEG
        r = np.arange(max(int(row - high), 0), min(int(row + high) + 1, rows))
        c = np.arange(int(column - wide), int(column + wide) + 1)
        lats, lons = np.meshgrid((r + 0.5) * STEP_DEG - 90, (c + 0.5) * STEP_DEG - 180, indexing="ij")
        return lats.ravel(), lons.ravel(), self.land[np.ix_(r, c % columns)].ravel()

    def off(self, lat, lon):
        """The water off a town: (lat, lon); nothing where it has no shore, or water all around."""
        lats, lons, land = self.around(lat, lon, COAST_KM)
        if land.all() or not (km_between(lat, lon, lats[~land], lons[~land]) < COAST_KM).any():
            return None
        lats, lons, land = self.around(lat, lon, REACH_KM + OUT_KM)
        far = km_between(lat, lon, lats, lons)
        open_water = []
        for i in np.flatnonzero(~land & (far <= REACH_KM)):
            near = np.abs(lats - lats[i]) * KM_A_DEGREE < OUT_KM
            if not (land & near & (km_between(lats[i], lons[i], lats, lons) < OUT_KM)).any():
                open_water.append(i)
        if not open_water:
            return None
        east = (lons[open_water] - lon) * math.cos(math.radians(lat))
        north = lats[open_water] - lat
        length = np.hypot(east, north)
        if math.hypot(np.mean(east / length), np.mean(north / length)) < ONE_WAY:
            return None
        best = open_water[int(np.argmin(far[open_water]))]
        return float(lats[best]), float(lons[best])


def middle(points):
    """Of (lat, lon, weight): the one from which the others are least far, and the radius that holds HELD of them."""
    lats, lons, weights = (np.array(column) for column in zip(*points))
    most = np.argsort(-weights)[:400]
    costs = [float((km_between(lats[i], lons[i], lats, (lons - lons[i] + 180) % 360 - 180 + lons[i]) * weights).sum())
             for i in most]
    at = most[int(np.argmin(costs))]
    far = km_between(lats[at], lons[at], lats, (lons - lons[at] + 180) % 360 - 180 + lons[at])
    order = np.argsort(far)
    held = np.searchsorted(np.cumsum(weights[order]), HELD * weights.sum())
    return float(lats[at]), float(lons[at]), max(float(far[order[min(held, len(far) - 1)]]), LEAST_RADIUS_KM)


def rows_of(name):
    path = HERE / name
    with (gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else path.open(encoding="utf-8")) as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if not line.startswith(("#", "id\t")) and len(cells) > 9 and cells[4]:
                yield cells


def main():
    seas = Seas()
    listed = list(rows_of("places.tsv.gz"))
    ids = {cells[0] for cells in listed}
    own = [c for name in ("overlay.tsv", "conflict_places.tsv") for c in rows_of(name) if c[0] not in ids]
    found, of_area = {}, collections.defaultdict(list)
    for cells in listed + own:
        if cells[3] not in TOWNS:
            continue
        lon, lat = float(cells[4]), float(cells[5])
        off = seas.off(lat, lon)
        if off is None:
            continue
        found[cells[0]] = (*off, None)
        if cells[3] == "city":
            weight = math.sqrt(max(int(cells[9] or 0), 100))
            of_area["country:" + cells[6]].append((*off, weight))
            of_area["admin1:" + cells[7]].append((*off, weight))
    for area, points in of_area.items():
        found[area] = middle(points)
    written = 0
    with open(HERE / "offshore.tsv.gz", "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write("# Water off a shore (offshore.py), in the order of places.tsv.gz: place, lon, lat, "
                   "km of radius for an area\n".encode())
        for cells in listed + own:
            if cells[0] in found:
                lat, lon, radius = found[cells[0]]
                file.write(f"{cells[0]}\t{lon:.2f}\t{lat:.2f}\t{'' if radius is None else round(radius)}\n".encode())
                written += 1
    print(f"{written} places with a shore, {len(of_area)} countries and divisions among them")


if __name__ == "__main__":
    main()
