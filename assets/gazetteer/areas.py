"""areas.shapes.gz: the land of first-order divisions in countries of conflict, and of regions made of divisions."""

import collections
import pathlib

import shapes
import shapes_file

HERE = pathlib.Path(__file__).resolve().parent
TOLERANCE_DEG = 0.01
DIVISIONS_OF = """LBY SYR IRQ YEM SDN SDS SOM ETH ERI PSX LBN UKR MLI NER BFA TCD CAF AFG MMR COD MOZ NGA CMR EGY TUN
AZE ARM GEO PAK IND HTI COL MEX""".split()

# Our regions by the GeoNames codes of the divisions they are made of.
REGIONS = {
    "darfur": "SD.61 SD.49 SD.55 SD.47 SD.60", "kordofan": "SD.50 SD.56", "donbas": "UA.05 UA.14",
    "tripolitania": "LY.74 LY.67 LY.76 LY.72 LY.82 LY.77 LY.68 LY.81 LY.80",
    "cyrenaica": "LY.65 LY.79 LY.83 LY.70 LY.63 LY.66 LY.69", "fezzan": "LY.73 LY.78 LY.71 LY.64 LY.75 LY.84",
    "tigray": "ET.53", "ogaden-2": "ET.52", "iraqi-kurdistan": "IQ.05 IQ.08 IQ.11", "sinai": "EG.26 EG.27",
    "north-sinai": "EG.27", "south-sinai": "EG.26", "rakhine": "MM.01", "shan": "MM.11", "kachin": "MM.04",
    "kivu": "CD.11 CD.12", "azawad": "ML.08 ML.09 ML.10", "gaza-strip": "PS.GZ", "west-bank": "PS.WE",
    "hadhramaut": "YE.04", "abkhazia": "GE.02", "ambazonia": "CM.07 CM.09", "cabo-delgado": "MZ.01",
}


def rings_of(feature):
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(round(x, 5), round(y, 5)) for x, y, *_ in ring] for rings in polygons for ring in rings]


def outline(features):
    """Rings of what the divisions cover together: the directed edges whose reverse is in no division."""
    edges = set()
    for feature in features:
        for ring in rings_of(feature):
            edges.update((p, q) for p, q in zip(ring, ring[1:]) if p != q)
    following = collections.defaultdict(list)
    for p, q in edges:
        if (q, p) not in edges:
            following[p].append(q)
    rings = []
    while following:
        start = next(iter(following))
        ring, at = [start], start
        while following.get(at):
            at = following[at].pop()
            ring.append(at)
            if at == start:
                break
        following = collections.defaultdict(list, {p: q for p, q in following.items() if q})
        if ring[-1] == start and len(ring) > 3:
            rings.append(ring)
    return rings


def rows_of(label, features):
    rings = [shapes.simplified(ring, TOLERANCE_DEG) for ring in outline(features)]
    rings = [ring for ring in rings if len(ring) > 3]
    areas = [shapes.topojson.ring_sums(ring)[0] for ring in rings]
    if not areas:
        return []
    largest = max(areas, key=abs)
    # Natural Earth's exteriors all turn one way; what turns the other way is a hole.
    exteriors = [[ring] for ring, area in zip(rings, areas) if area * largest > 0 and abs(area) > abs(largest) / 1000]
    for ring, area in zip(rings, areas):
        owner = next((p for p in exteriors if shapes.inside(ring[0], p[0])), None) if area * largest < 0 else None
        if owner:
            owner.append(ring)
    return [(label, polygon) for polygon in exteriors]


def write(features, divisions):
    """`divisions`: codes that have a place."""
    by_code = collections.defaultdict(list)
    for feature in features:
        by_code[feature["properties"]["gn_a1_code"]].append(feature)
    rows = []
    for code, parts in sorted(by_code.items()):
        if code in divisions and parts[0]["properties"]["adm0_a3"] in DIVISIONS_OF:
            rows += rows_of(f"admin1:{code}", parts)
    for name, codes in REGIONS.items():
        parts = [feature for code in codes.split() for feature in by_code[code]]
        if len({p["properties"]["gn_a1_code"] for p in parts}) != len(codes.split()):
            raise SystemExit(f"no land for a part of {name}")
        rows += rows_of(f"sitmap:{name}", parts)
    count = shapes_file.write(HERE / "areas.shapes.gz", rows, 4)
    print("areas:", len(rows), "polygons,", count, "positions,", (HERE / "areas.shapes.gz").stat().st_size, "bytes")
