"""places.tsv.gz and countries.tsv: the names on the map, from the gazetteer's tables."""

import gzip
import json
import pathlib

import shapes
import topojson

HERE = pathlib.Path(__file__).resolve().parent
GAZETTEER = HERE.parent / "gazetteer"
COLUMNS = "id name name_local kind lon lat country admin1 admin2 population radius_m rank iso2".split()

# Every listed place has its label here; elsewhere only those above LEAST_POPULATION.
DETAILED = set("""LBY TUN SYR IRQ YEM SDN SSD SOM ETH ERI PSE ISR LBN JOR UKR MLI NER BFA TCD CAF AFG MMR COD MLT
AZE ARM GEO DJI EGY""".split())
LEAST_POPULATION = 10_000


def read_places():
    with gzip.open(GAZETTEER / "places.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [dict(zip(COLUMNS, line.rstrip("\n").split("\t"))) for line in list(file)[1:]]
    by_id = {row["id"]: row for row in rows}
    for line in (GAZETTEER / "overlay.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        own = dict(zip(COLUMNS, line.split("\t")))
        if own["id"] in by_id:
            by_id[own["id"]].update({key: own[key] for key in ("name", "name_local", "population") if own[key]})
        else:
            own["own"] = True
            rows.append(own)
    return rows


# GeoNames has some towns of Ukraine under their Russian names alone.
LOCAL = {"geonames:695594": "Рівне"}
NOT_UKRAINIAN = set("ыэъёЫЭЪЁ")


def local_name(place):
    name = LOCAL.get(place["id"], place["name_local"])
    return "" if place["country"] == "UKR" and NOT_UKRAINIAN & set(name) else name


def rank_of(place, population):
    if place["kind"] == "airport":
        return 5
    if place["rank"] == "1" or population > 1_000_000:
        return 1
    return 2 if population > 150_000 else 3 if population > 30_000 else 4


def landings(rows):
    """Ids of the places next to the ends of the named migration routes: they have a name, however small."""
    near = 0.13  # degrees: some 12 km
    with open(GAZETTEER / "shapes.geojson", encoding="utf-8") as file:
        features = json.load(file)["features"]
    lines = [line for feature in features if feature["geometry"]["type"] == "MultiLineString"
             for line in feature["geometry"]["coordinates"]]
    cities = [(float(row["lon"]), float(row["lat"]), row["id"]) for row in rows if row["kind"] == "city"]
    ids = set()
    for lon, lat in (end for line in lines for end in (line[0], line[-1])):
        away = [(max(abs(x - lon), abs(y - lat)), name) for x, y, name in cities
                if abs(x - lon) < near and abs(y - lat) < near]
        if away:
            ids.add(min(away)[1])
    return ids


def wanted(place, population):
    if place.get("own"):
        return place["kind"] in ("city", "section", "airport") and not place["name"].endswith((")", "Road"))
    if place["kind"] == "airport":
        return False
    return place["kind"] == "city" and (population >= LEAST_POPULATION or place["rank"] in ("1", "2")
                                        or place["country"] in DETAILED)


def without_doubles(found):
    """GeoNames lists some towns twice, a few hundred metres apart: the first of a name within 5 km stays."""
    taken = set()
    for rank, less, place in found:
        x, y = round(float(place["lon"]) / 0.05), round(float(place["lat"]) / 0.05)
        if not any((place["name"], x + i, y + j) in taken for i in (-1, 0, 1) for j in (-1, 0, 1)):
            taken.add((place["name"], x, y))
            yield rank, less, place


def write_places(rows):
    found, landing_ids = [], landings(rows)
    for place in rows:
        population = int(place["population"] or 0)
        if wanted(place, population) or place["id"] in landing_ids:
            found.append((rank_of(place, population), -population, place))
    found.sort(key=lambda f: (f[0], f[1], f[2]["id"]))
    lines = ["# lon lat name name_local rank capital population\n"]
    for rank, _, place in without_doubles(found):
        lines.append("\t".join([place["lon"], place["lat"], place["name"], local_name(place), str(rank),
                                "1" if place["rank"] == "1" else "0", place["population"] or "0"]) + "\n")
    path = HERE / "places.tsv.gz"
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
        out.write("".join(lines).encode())
    print("places:", len(lines) - 1, "labels,", path.stat().st_size, "bytes")


def distance2(point, ring):
    """Squared distance in degrees from a point to a ring's nearest edge."""
    px, py = point
    best = float("inf")
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        dx, dy = x1 - x0, y1 - y0
        length2 = dx * dx + dy * dy
        t = max(0.0, min(1.0, ((px - x0) * dx + (py - y0) * dy) / length2)) if length2 else 0.0
        best = min(best, (px - x0 - t * dx) ** 2 + (py - y0 - t * dy) ** 2)
    return best


def label_point(ring):
    """About the point farthest from the ring's edges, by a grid refined twice."""
    ring = shapes.simplified(ring, 0.05) if len(ring) > 60 else ring
    west, east = min(p[0] for p in ring), max(p[0] for p in ring)
    south, north = min(p[1] for p in ring), max(p[1] for p in ring)
    best, far = ((west + east) / 2, (south + north) / 2), -1.0
    width, height = east - west, north - south
    for _ in range(3):
        middle = best
        for i in range(13):
            for j in range(13):
                p = (middle[0] + width * (i / 12 - 0.5), middle[1] + height * (j / 12 - 0.5))
                if shapes.inside(p, ring) and (d := distance2(p, ring)) > far:
                    best, far = p, d
        width, height = width / 5, height / 5
    return best


def write_countries(options, rows):
    names = {row["country"]: row for row in rows if row["kind"] == "country"}
    numeric = {}
    path = options.debian / "usr/share/libtimezonemap/ui/countryInfo.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            numeric[line.split("\t")[2]] = line.split("\t")[1]
    topology = topojson.load(options.npm / "world-atlas/countries-10m.json")
    arcs = topojson.decoded_arcs(topology)
    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = numeric.get(geometry.get("id")) or {"Kosovo": "XKX"}.get(geometry["properties"]["name"])
        place = names.get(code)
        rings = [polygon[0] for rings in topojson.polygons(geometry, arcs) for polygon in shapes.cut_polygon(rings)]
        if not place or not rings or code == "ATA":
            continue
        largest = max(rings, key=lambda ring: abs(topojson.ring_sums(ring)[0]))
        lon, lat = label_point(largest)
        extent_km = max(0.1, 111.2 * abs(topojson.ring_sums(largest)[0]) ** 0.5)  # 0 would mean: not known
        found.append((-extent_km, "\t".join(["country", place["name"], place["name_local"], f"{lon:.3f}", f"{lat:.3f}",
                                            f"{extent_km:.1f}", ""]) + "\n"))
    lines = [line for _, line in sorted(found)]  # the largest first: they have the first choice of room
    (HERE / "countries.tsv").write_text("# kind name name_local lon lat extent_km curve\n" + "".join(lines),
                                        encoding="utf-8")
    print("countries:", len(lines), "labels")


def derive(options):
    rows = read_places()
    write_places(rows)
    write_countries(options, rows)
