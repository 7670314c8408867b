"""Writes and reads the .shapes.gz files of geodata/shapes_file.cpp, where the format is described."""

import gzip

MAGIC = b"sitmap shapes 1\n"


def varint(value, out):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def quantised(points):
    """Hundred-thousandths of a degree, repeated positions left out."""
    out = []
    for x, y in points:
        q = (round(x * 100000), round(y * 100000))
        if not out or out[-1] != q:
            out.append(q)
    return out


def write(path, rows, least=2):
    """Rows of (label, parts); a part is a list of (lon, lat). Parts with fewer than `least` positions are left out."""
    rows = [(label, [q for part in parts if len(q := quantised(part)) >= least]) for label, parts in rows]
    rows = [(label, parts) for label, parts in rows if parts]
    out = bytearray(MAGIC)
    varint(len(rows), out)
    for label, parts in rows:
        text = label.encode()
        varint(len(text), out)
        out += text
        varint(len(parts), out)
        x = y = 0
        for part in parts:
            varint(len(part), out)
            for px, py in part:
                varint(zigzag(px - x), out)
                varint(zigzag(py - y), out)
                x, y = px, py
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as file:
        file.write(bytes(out))
    return sum(len(part) for _, parts in rows for part in parts)


def read(path):
    """Rows of (label, parts), as `write` takes them; positions in degrees."""
    with gzip.open(path) as file:
        data = file.read()
    if not data.startswith(MAGIC):
        raise ValueError(f"{path} is no file of shapes")
    at = len(MAGIC)

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def difference():
        value = number()
        return -(value >> 1) - 1 if value & 1 else value >> 1

    rows = []
    for _ in range(number()):
        size = number()
        label = data[at:at + size].decode()
        at += size
        parts, x, y = [], 0, 0
        for _ in range(number()):
            part = []
            for _ in range(number()):
                x += difference()
                y += difference()
                part.append((x / 100000, y / 100000))
            parts.append(part)
        rows.append((label, parts))
    return rows
