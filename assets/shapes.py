"""Cutting, simplifying and joining of lines and rings in longitude and latitude."""

import math
import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]
import topojson  # noqa: E402


def clipped_left(ring, limit, sign):
    """The closed ring's part with sign * x <= sign * limit (Sutherland and Hodgman)."""
    out = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        inside0, inside1 = sign * x0 <= sign * limit, sign * x1 <= sign * limit
        if inside0:
            out.append((x0, y0))
        if inside0 != inside1:
            out.append((limit, y0 + (y1 - y0) * (limit - x0) / (x1 - x0)))
    return out + out[:1]


def cut_ring(ring):
    """Pieces between -180 and 180 of a closed ring that may cross the antimeridian or go round a pole."""
    ring = topojson.unwrapped(ring)
    if abs(ring[-1][0] - ring[0][0]) > 180:  # round the south pole
        ring = [*ring, (ring[-1][0], -90.0), (ring[0][0], -90.0), ring[0]]
    west, east = min(p[0] for p in ring), max(p[0] for p in ring)
    if west >= -180 and east <= 180:
        return [ring]
    pieces = []
    for turn in range(math.floor((west + 180) / 360), math.ceil((east - 180) / 360) + 1):
        piece = clipped_left(clipped_left(ring, 180 + 360 * turn, 1), -180 + 360 * turn, -1)
        if len(piece) > 3:
            pieces.append([(x - 360 * turn, y) for x, y in piece])
    return pieces


def cut_polygon(rings):
    """Polygons between -180 and 180. A hole goes with the piece that its first position is in."""
    exteriors = [[piece] for piece in cut_ring(rings[0])]
    for ring in rings[1:]:
        for hole in cut_ring(ring):
            owner = next((p for p in exteriors if inside(hole[0], p[0])), None)
            if owner:
                owner.append(hole)
    return exteriors


def inside(point, ring):
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            odd = not odd
    return odd


def cut_line(line):
    parts = [[line[0]]]
    for p, q in zip(line, line[1:]):
        if abs(q[0] - p[0]) > 180:
            parts.append([])
        parts[-1].append(q)
    return [part for part in parts if len(part) > 1]


def simplified(line, tolerance):
    """Douglas-Peucker without recursion; degrees of longitude shrunk to those of latitude."""
    if len(line) < 3:
        return line
    shrink = math.cos(math.radians(line[len(line) // 2][1]))
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        at, far = farthest(line, first, last, shrink)
        if far > tolerance:
            keep[at] = True
            todo += [(first, at), (at, last)]
    return [p for p, kept in zip(line, keep) if kept]


def farthest(line, first, last, shrink):
    (x0, y0), (x1, y1) = line[first], line[last]
    dx, dy = (x1 - x0) * shrink, y1 - y0
    length2 = dx * dx + dy * dy
    at, far = first, -1.0
    for i in range(first + 1, last):
        px, py = (line[i][0] - x0) * shrink, line[i][1] - y0
        t = max(0.0, min(1.0, (px * dx + py * dy) / length2)) if length2 else 0.0
        d = math.hypot(px - t * dx, py - t * dy)
        if d > far:
            at, far = i, d
    return at, far


def joined_ends(lines):
    """Lines that touch at ends which only the two of them share become one."""
    ends = {}
    for i, line in enumerate(lines):
        for end in (line[0], line[-1]):
            ends.setdefault(end, []).append(i)
    used = [False] * len(lines)
    out = []
    for i, line in enumerate(lines):
        if used[i]:
            continue
        used[i] = True
        chain = list(line)
        for _ in range(2):
            while chain[0] != chain[-1]:
                at = chain[-1]
                others = [j for j in ends[at] if not used[j]]
                if len(ends[at]) != 2 or len(others) != 1:
                    break
                used[others[0]] = True
                part = lines[others[0]]
                chain += part[1:] if part[0] == at else part[-2::-1]
            chain.reverse()
        out.append(chain)
    return out


def rim_position(point, box):
    """How far along the rim of (west, south, east, north) a point on it lies, counter-clockwise from the south-west."""
    west, south, east, north = box
    x, y = point
    width, height = east - west, north - south
    if abs(y - south) < 1e-6:
        return x - west
    if abs(x - east) < 1e-6:
        return width + y - south
    if abs(y - north) < 1e-6:
        return width + height + east - x
    return 2 * width + height + north - y


def corner_after(position, box):
    west, south, east, north = box
    width, height = east - west, north - south
    for at, corner in ((width, (east, south)), (width + height, (east, north)), (2 * width + height, (west, north)),
                       (2 * (width + height), (west, south))):
        if at > position + 1e-9:
            return at, corner
    return None


def closed_along_rim(lines, box):
    """Rings from open lines that have land on their left and end on the rim of the box: from each end on along the rim,
    counter-clockwise, to the next beginning."""
    whole = 2 * (box[2] - box[0] + box[3] - box[1])
    starts = {i: rim_position(line[0], box) % whole for i, line in enumerate(lines)}
    left = set(starts)
    rings = []
    while left:
        first = left.pop()
        ring, current = list(lines[first]), first
        while True:
            position = rim_position(lines[current][-1], box) % whole
            following = min(left | {first}, key=lambda i: (starts[i] - position) % whole)
            gap = (starts[following] - position) % whole
            while (corner := corner_after(position, box)) and corner[0] - position < gap - 1e-9:
                gap -= corner[0] - position
                position = corner[0] % whole
                ring.append(corner[1])
            if following == first:
                break
            left.discard(following)
            ring += lines[following]
            current = following
        rings.append([*ring, ring[0]])
    return rings
