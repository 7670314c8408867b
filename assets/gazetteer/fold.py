"""The key under which spellings of one name meet: the same rules as fold_name() in geodata/name_fold.cpp.

A test compares the two over the keys of names.tsv.gz.
"""

import unicodedata

DROPPED = set("'’‘‛`´ʹʺʻʼʽʾʿˈˊˋ′″.ـ\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f"
              "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ua78c")
SPACES = set("-‐‑‒–—―−_\t\n\r\u0085\u2028\u2029")
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ŋ": "n", "ə": "e", "ς": "σ", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك",
}
WORDS = {"st": "saint", "mt": "mount", "ft": "fort"}


def fold_ascii(name):
    out = name.lower().translate(ASCII_TABLE)
    return " ".join(WORDS.get(word, word) for word in out.split())


ASCII_TABLE = {ord(c): None for c in DROPPED if ord(c) < 128} | {ord(c): " " for c in SPACES if ord(c) < 128}


def fold(name):
    if name.isascii():
        return fold_ascii(name)
    kept = "".join(c for c in name if c not in DROPPED)
    out = []
    for c in unicodedata.normalize("NFKD", kept):
        if unicodedata.category(c)[0] == "M" or c in DROPPED:
            continue
        if c in SPACES or unicodedata.category(c) == "Zs":
            out.append(" ")
            continue
        for low in c.lower():
            if unicodedata.category(low)[0] != "M":
                out.append(LETTERS.get(low, low))
    return " ".join(WORDS.get(word, word) for word in "".join(out).split())
