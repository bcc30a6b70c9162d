"""Where names stand on a map: inside their place, on the water beside it, or off the land on a short line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Any

import numpy as np
import shapely

from kkpham_analysis.figures.crossing import InTheWay
from kkpham_analysis.figures.grounds import ENTERED, LEFT_OF, WAYS, Ground, Spots
from kkpham_analysis.figures.names import AIR, SLANTS, Label, Place, inside, largest_part
from kkpham_analysis.figures.sheet import text_size

# Inches: how near its own place, and how far from any other, a name without a line stands.
NEAR, CLEAR = 0.07, 0.12
ROUNDS = 2  # how often names on lines are looked at again, each among all the others
ORDERS = 5  # in how many orders names on lines are tried, before the map is said to be too full
HELPED = 2  # how many names without room another order may help
GAIN = 0.05  # what a change must save
MOVED, DRIVEN = 0.1, 0.5  # what it costs that a name inside its place gives way, or leaves it
APART = 0.028  # inches between a line and what else is written
ASIDE = 0.06  # inches between a line and the dot of another: nearer it seems to lead to that
BATCH = 32  # spots that are tested at a time
LOOKED_AT = 512  # spots that are looked at roughly at a time
TRIED = 16  # spots that are tried for a name whose line leads over another place, though it need not
GIVE_WAY = 2  # how many names on lines give way to it at most
SPREAD = (0.2, 0.12)  # inches: nearer to each other two of them are the same spot


# Names on lines, each with what it costs, by the code of its place.
_Led = dict[str, tuple[float, Label]]


def place_labels(
    places: Sequence[Place], neighbours: Any, width: float, height: float, *, size: float, smaller: float
) -> list[Label] | None:
    """Label for every place of a map of `width` × `height` inches; None where the map has no room for all.

    No name overlaps another, or crosses the border of a place; no line crosses a name or another line.

    Parameters
    ----------
    places : sequence of Place
        What is named; one whose name is empty stays without.
    neighbours : geometry
        Land around them that is drawn, but not named.
    width, height : float
        The map in inches.
    size, smaller : float
        Size of the text in points, and the size of a name that fits its place only so.
    """
    land = _Land(places, neighbours, (width, height))
    within, left_over = _within([place for place in places if place.name], (size, smaller))
    beside: list[Label] = []
    outside = []
    for place in sorted(left_over, key=lambda each: each.shape.area):
        label = land.beside(place, [*within.values(), *beside], size)
        beside.append(label) if label else outside.append(place)
    led = _led(land, outside, [*within.values(), *beside], size)
    aslant = _aslant(land, outside, [*within.values(), *beside], smaller, led)
    outside = [place for place in outside if place.code not in aslant]
    beside += aslant.values()
    if aslant:
        led = _led(land, outside, [*within.values(), *beside], size)
    if led is None:
        return None
    page = _Page(land, places, outside, beside, (size, smaller), within, led)
    page.settle()
    return [*page.within.values(), *beside, *(label for _, label in page.led.values())]


def without_room(places: Sequence[Place], sizes: Sequence[float]) -> list[Place]:
    """Places whose names have no room inside them, whatever stands around them."""
    return _within(places, sizes)[1]


def _within(places: Sequence[Place], sizes: Sequence[float]) -> tuple[dict[str, Label], list[Place]]:
    """Names that fit their place, by its code; and the places whose names do not."""
    found = {place.code: _fitting(place, sizes) for place in places}
    return (
        {code: label for code, label in found.items() if label},
        [place for place in places if found[place.code] is None],
    )


def _fitting(place: Place, sizes: Sequence[float], written: Any = None) -> Label | None:
    """Name inside its place, as large as can be."""
    return next((label for size in sizes if (label := inside(place, size, written=written))), None)


def _aslant(
    land: _Land, outside: Sequence[Place], labels: Sequence[Label], size: float, led: _Led | None
) -> dict[str, Label]:
    """Names that fit their place aslant, of those that have no room, or a line that leads over another place."""
    written = shapely.union_all([label.box for label in labels])
    found = {}
    for place in outside:
        if led is None or land.is_crossed(led[place.code][1]):
            label = inside(place, size, slants=SLANTS, written=written)
            if label:
                found[place.code] = label
    return found


def _led(land: _Land, outside: Sequence[Place], labels: Sequence[Label], size: float) -> _Led | None:
    """Names on lines, one after the other, the smallest place first; None where one finds no room in any order."""
    order = sorted(outside, key=lambda each: each.shape.area)
    for _ in range(ORDERS):
        led: _Led = {}
        without = (place for place in order if not _added(land, place, labels, size, led))
        # Another order makes room for one or two: where more are without, none does for all.
        stuck = list(islice(without, HELPED + 1))
        if not stuck:
            return led
        if stuck[0] is order[0] or len(stuck) > HELPED:
            # One that found no room before all others is helped by no order.
            return None
        # The one that found no room goes first.
        order.remove(stuck[0])
        order.insert(0, stuck[0])
    return None


def _added(land: _Land, place: Place, labels: Sequence[Label], size: float, led: _Led, limit: float = np.inf) -> bool:
    """Add a name to those on lines, where there is room for it at less than the limit."""
    found = land.led(place, [*labels, *(label for _, label in led.values())], size, limit)
    if found:
        led[place.code] = found
    return found is not None


def _total(led: _Led) -> float:
    return sum(cost for cost, _ in led.values())


class _Page:
    """Names on lines and names inside their places, which give way to each other."""

    def __init__(
        self,
        land: _Land,
        places: Sequence[Place],
        outside: Sequence[Place],
        fixed: Sequence[Label],
        sizes: tuple[float, float],
        within: dict[str, Label],
        led: _Led,
    ) -> None:
        self.land, self.fixed, self.sizes = land, fixed, sizes
        self.by_code = {place.code: place for place in places}
        self.order = sorted(outside, key=lambda each: each.shape.area)
        self.within, self.led = within, led
        # What each name on a line costs at least: no way of the others makes it cheaper.
        self.least: dict[str, float] = {}

    def settle(self) -> None:
        """Give each name on a line its best spot, where the others lose less than it gains."""
        first = dict(self.led)
        # What is dearer than that of now is sought when that has become dearer too: most never do.
        best = {place.code: self._best(place, first[place.code][0]) for place in self.order}
        for code, spots in best.items():
            # Where no spot is found, that of now is the best there is.
            self.least[code] = min(cost for cost, _ in [first[code], *spots])
        for _ in range(ROUNDS):
            before = self.led
            for place in [each for each in self.order if each.code in first]:
                if self.led[place.code][0] > first[place.code][0]:
                    best[place.code] = self._best(place)
                self._better(place, best[place.code])
            if self.led == before:
                break
        for place in list(self.order):
            self._round_others(place)

    def _best(self, place: Place, limit: float = np.inf) -> list[tuple[float, Label]]:
        """The best spots there could be at less than the limit, if all that can give way did: one on each side."""
        spots = (self.land.led(place, self.fixed, self.sizes[0], limit, ways=(way,)) for way in WAYS)
        return sorted((spot for spot in spots if spot), key=lambda spot: spot[0])

    def _round_others(self, place: Place) -> None:
        """Lead a line that goes over another place, though it need not, round it; names that stand there give way."""
        cost, label = self.led[place.code]
        # Into its surroundings and out of them it may have to lead.
        if cost - self.least.get(place.code, cost) < 2 * ENTERED or not self.land.is_crossed(label):
            return
        spots = _apart(self.land.all_led(place, self.fixed, self.sizes[0], cost - GAIN))
        spots = (spot for spot in spots if len(self._in_the_way(place, spot)) <= GIVE_WAY)
        # Which of those in the way is moved first decides what room there is for the next.
        any(
            self._bettered(place, spot, order)
            for spot, order in product(islice(spots, TRIED), (self.order, self.order[::-1]))
        )

    def _better(self, place: Place, best: Sequence[tuple[float, Label]]) -> None:
        if not best or not self._gains(place, best[0]) or any(self._bettered(place, spot) for spot in best):
            return
        # In the way of lines only, then of names inside their places only.
        others = [label for code, (_, label) in self.led.items() if code != place.code]
        for kept in (others, list(self.within.values())):
            found = self.land.led(place, [*self.fixed, *kept], self.sizes[0], self.led[place.code][0] - GAIN)
            if found:
                self._bettered(place, found)

    def _in_the_way(self, place: Place, spot: tuple[float, Label]) -> set[str]:
        """Codes of the other names on lines that stand where this one is to stand."""
        others = {code: label.taken for code, (_, label) in self.led.items() if code != place.code}
        met = shapely.intersects(spot[1].with_air, np.array(list(others.values()), dtype=object))
        return {code for code, is_met in zip(others, met, strict=True) if is_met}

    def _gains(self, place: Place, spot: tuple[float, Label]) -> bool:
        return spot[0] <= self.led[place.code][0] - GAIN

    def _bettered(self, place: Place, best: tuple[float, Label], order: Sequence[Place] | None = None) -> bool:
        """Give a name this spot, and those in its way other ones; False, and as before, where nothing is gained."""
        if not self._gains(place, best):
            return False
        in_the_way = self._in_the_way(place, best)
        tried = {code: found for code, found in self.led.items() if code not in in_the_way} | {place.code: best}
        if _total(tried) + sum(self.least[code] for code in self.least if code not in tried) > _total(self.led) - GAIN:
            return False
        within = self._given_way(tried)
        # A name that has no room left inside its place gets a line of its own.
        driven = [self.by_code[code] for code in self.within if code not in within]
        moved = sum(within.get(code) != label for code, label in self.within.items())
        limit = _total(self.led) - GAIN - MOVED * moved - DRIVEN * len(driven)
        labels = [*self.fixed, *within.values()]
        for other in [*driven, *(order or self.order)]:
            if other.code in tried:
                continue
            waiting = sum(least for code, least in self.least.items() if code not in tried and code != other.code)
            if not _added(self.land, other, labels, self.sizes[0], tried, limit - _total(tried) - waiting):
                return False
        if _total(tried) > limit:
            return False
        self.led, self.within = tried, within
        self.order += driven
        return True

    def _given_way(self, led: _Led) -> dict[str, Label]:
        """Names inside their places, off the lines; without those that find no room."""
        written = [*self.fixed, *(label for _, label in led.values())]
        boxes = np.array([label.box for label in self.within.values()], dtype=object)
        met = set(shapely.STRtree([label.with_air for label in written]).query(boxes, predicate="intersects")[0])
        if not met:
            return dict(self.within)
        around = shapely.union_all([label.taken for label in written]).buffer(AIR)
        shapely.prepare(around)
        moved = {
            code: _fitting(self.by_code[code], self.sizes, around) if number in met else label
            for number, (code, label) in enumerate(self.within.items())
        }
        return {code: label for code, label in moved.items() if label}


class _Land:
    """The map with all its land: where a name may stand outside its place."""

    def __init__(self, places: Sequence[Place], neighbours: Any, frame: tuple[float, float]) -> None:
        self.codes = np.array([place.code for place in places])
        self.tree = shapely.STRtree([place.shape for place in places])
        self.neighbours = neighbours
        shapely.prepare(neighbours)
        self.frame = frame
        self.ground = Ground([place.shape for place in places], neighbours, frame)

    def beside(self, place: Place, labels: Sequence[Label], size: float) -> Label | None:
        """Name so near to its island, and so far from other places, that no line is needed."""
        part = largest_part(place.shape)
        # On a coast nobody sees to which of its places a name on the water belongs.
        if len(self.tree.query(part, predicate="intersects")) > 1 or self.neighbours.intersects(part):
            return None
        written = shapely.STRtree(_shapes(labels))
        for text in place.beside:
            width, height = text_size(text, size)
            candidates = [
                Label(place.code, text, x, y, ha, "beside", width, height, size)
                for x, y, ha in _around(part.bounds, height)
            ]
            boxes = np.array([label.box for label in candidates])
            fits = self._are_free(boxes, written) & shapely.dwithin(boxes, part, NEAR)
            fits &= ~shapely.intersects(self.neighbours, boxes)
            which, other = self.tree.query(boxes, predicate="dwithin", distance=CLEAR)
            fits[which[self.codes[other] != place.code]] = False
            if fits.any():
                return candidates[int(np.argmax(fits))]
        return None

    def led(
        self,
        place: Place,
        labels: Sequence[Label],
        size: float,
        limit: float = np.inf,
        ways: Sequence[str] = WAYS,
    ) -> tuple[float, Label] | None:
        """Name off the land, on the line that is shortest and leads over as little as can be; and what it costs."""
        return next(self.all_led(place, labels, size, limit, ways), None)

    def all_led(
        self,
        place: Place,
        labels: Sequence[Label],
        size: float,
        limit: float = np.inf,
        ways: Sequence[str] = WAYS,
    ) -> Iterator[tuple[float, Label]]:
        """Names on lines as `led` gives one, the cheapest first."""
        mine = int(np.flatnonzero(self.codes == place.code)[0])
        written = _shapes(labels)
        tree = shapely.STRtree(written)
        used = [(label.x, label.ha) for label in labels if label.anchor]
        sizes = [text_size(text, size) for text in place.beside]
        in_the_way = InTheWay(labels, APART, ASIDE)
        for spots in self.ground.spots(sizes, place.starts, mine, written, used, limit, ways):
            for some in _in_batches(spots, in_the_way):
                for clear in self._clear(some, sizes, tree):
                    cost, text, x, y, ha, start, _ = (part[clear].tolist() for part in some)
                    width, height = sizes[text]
                    start = (start[0], start[1])
                    yield cost, Label(place.code, place.beside[text], x, y, ha, "led", width, height, size, start)

    def is_crossed(self, label: Label) -> bool:
        """Whether the line of a label leads over another place."""
        return bool((self.codes[self.tree.query(label.line, predicate="intersects")] != label.code).any())

    def _clear(self, spots: Spots, sizes: Sequence[tuple[float, float]], written: Any) -> Any:
        """Spots whose line lies off what is written, and whose text also off the places."""
        lines = shapely.linestrings(np.stack([spots.start, spots.end], axis=1))
        clear = np.ones(len(lines), dtype=bool)
        clear[written.query(lines, predicate="dwithin", distance=APART)[0]] = False
        clear = np.flatnonzero(clear)
        width, height = np.array(sizes)[spots.text[clear]].T
        left = spots.x[clear] - np.array([LEFT_OF[ha] for ha in spots.ha[clear]]) * width
        y = spots.y[clear]
        free = self._are_free(shapely.box(left, y - height / 2, left + width, y + height / 2), written)
        return clear[free]

    def _are_free(self, boxes: Any, written: Any) -> Any:
        """Which boxes lie in the frame, off the places, and off what is written."""
        west, south, east, north = shapely.bounds(boxes).T
        free = (west >= 0) & (south >= 0) & (east <= self.frame[0]) & (north <= self.frame[1])
        free[self.tree.query(boxes, predicate="dwithin", distance=AIR / 2)[0]] = False
        free[written.query(boxes, predicate="dwithin", distance=AIR)[0]] = False
        return free


def _in_batches(spots: Spots, in_the_way: InTheWay) -> Iterator[Spots]:
    """Spots whose lines lead through nothing that is written, some at a time."""
    for first in range(0, len(spots.cost), LOOKED_AT):
        some = Spots(*(part[first : first + LOOKED_AT] for part in spots))
        open_ones = np.flatnonzero(~in_the_way.of(some.start, some.end))
        for batch in range(0, len(open_ones), BATCH):
            yield Spots(*(part[open_ones[batch : batch + BATCH]] for part in some))


def _apart(spots: Iterator[tuple[float, Label]]) -> Iterator[tuple[float, Label]]:
    """Those of the spots that are not next to an earlier one."""
    seen: list[Any] = []
    for cost, label in spots:
        middle = shapely.get_coordinates(label.box.centroid)[0]
        if not any((np.abs(middle - other) < SPREAD).all() for other in seen):
            seen.append(middle)
            yield cost, label


def _shapes(labels: Sequence[Label]) -> list[Any]:
    """Texts and lines of labels."""
    return [label.box for label in labels] + [label.line for label in labels if label.line]


def _around(bounds: tuple[float, float, float, float], height: float) -> list[tuple[float, float, str]]:
    """Places for a text around a rectangle: right, left, above, below, then the corners."""
    west, south, east, north = bounds
    gap, middle = 0.04, (south + north) / 2
    above, below = north + gap + height / 2, south - gap - height / 2
    sides = [(east + gap, middle, "left"), (west - gap, middle, "right")]
    ends = [((west + east) / 2, above, "center"), ((west + east) / 2, below, "center")]
    heights = [south + share * (north - south) for share in (0.25, 0.75, 0.0, 1.0)]
    corners = [(x, y, ha) for y in heights for x, ha in ((east + gap, "left"), (west - gap, "right"))]
    return sides + ends + corners
