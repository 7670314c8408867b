#!/usr/bin/env python3
"""Which rows of conflict_places.tsv may lie in the wrong place.

usage: check_points.py [FILE]

Compares each row with the listed towns next to it: at least one of the nearest must be of the row's country, and one of
the nearest six of its division. Prints the rows for which this is not so, and how many there are; borders, empty country
and divisions that were cut anew explain most. Exit code 1 where a row is malformed or an id stands twice.
"""
import collections
import gzip
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
KM_A_DEGREE = 111.2
AROUND_DEG = 3


def rows_of(file):
    opened = gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")
    with opened:
        for number, line in enumerate(opened, 1):
            if line.strip() and not line.startswith(("#", "id\t")):
                yield number, line.rstrip("\n").split("\t")


def towns_by_degree():
    towns = collections.defaultdict(list)
    for _, cells in rows_of(HERE / "places.tsv.gz"):
        if cells[3] == "city":
            lon, lat = float(cells[4]), float(cells[5])
            towns[math.floor(lat), math.floor(lon)].append((lat, lon, cells[1], cells[6], cells[7]))
    return towns


def nearest(towns, lat, lon, most):
    found = []
    for row in range(-AROUND_DEG, AROUND_DEG + 1):
        for column in range(-AROUND_DEG, AROUND_DEG + 1):
            for town in towns.get((math.floor(lat) + row, math.floor(lon) + column), ()):
                km = KM_A_DEGREE * math.hypot(town[0] - lat, (town[1] - lon) * math.cos(math.radians(lat)))
                found.append((km, town))
    return sorted(found)[:most]


def main():
    file = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "conflict_places.tsv"
    towns = towns_by_degree()
    damaged = doubtful = count = 0
    ids = set()
    for number, cells in rows_of(file):
        count += 1
        if len(cells) != 14 or cells[0] in ids:
            print(f"{file}:{number}: malformed, or its id stands twice: {cells[0]}")
            damaged += 1
            continue
        ids.add(cells[0])
        if not cells[4] or cells[3] == "sea":
            continue
        lon, lat, country, division = float(cells[4]), float(cells[5]), cells[6], cells[7]
        beside = nearest(towns, lat, lon, 6)
        if country and country not in {town[3] for _, town in nearest(towns, lat, lon, 60)}:
            why = f"is said to be in {country}"
        elif division and division not in {town[4] for _, town in beside}:
            why = f"is said to be in {division}"
        else:
            continue
        doubtful += 1
        print(f"{file}:{number}: {cells[1]} {why}; beside it:",
              ", ".join(f"{town[2]} ({town[4] or town[3]}) {km:.0f} km" for km, town in beside[:3]))
    print(f"{count} rows, {doubtful} to look at, {damaged} damaged", file=sys.stderr)
    return 1 if damaged else 0


if __name__ == "__main__":
    sys.exit(main())
