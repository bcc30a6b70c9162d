from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import box

from kkpham_analysis.figures import Setting, atlas, labels, plot_province_map
from kkpham_analysis.figures.atlas import arranged
from kkpham_analysis.figures.labels import place_labels
from kkpham_analysis.figures.names import Place, in_two_lines, largest_part
from kkpham_analysis.figures.shapes import Projection
from kkpham_analysis.figures.sizes import SLIDE_HEIGHT, SLIDE_WIDTH, fitted, with_slide
from kkpham_analysis.language import Words
from kkpham_analysis.tables.boundaries import edge_matched

RAW = Path(__file__).parents[2] / "data" / "raw"
NOWHERE = shapely.GeometryCollection()


def labelled(*places, width=4.0, height=3.0, neighbours=NOWHERE):
    return {label.code: label for label in place_labels(places, neighbours, width, height, size=9, smaller=7.5)}


def test_a_name_that_fits_stands_inside_its_place():
    place = Place("1", "Berau", box(1, 1, 3, 2))
    label = labelled(place)["1"]
    assert label.where == "inside"
    assert place.shape.contains(label.box)


def test_a_long_name_is_broken_in_two_to_fit():
    label = labelled(Place("1", "Mahakam Ulu", box(1, 1, 1.75, 2)))["1"]
    assert (label.where, label.text) == ("inside", "Mahakam\nUlu")


def test_a_name_is_broken_near_its_middle():
    assert in_two_lines("Penajam Paser Utara") == "Penajam\nPaser Utara"
    assert in_two_lines("Paser") == "Paser"


def test_a_small_island_is_named_on_the_water_beside_it():
    island = Place("1", "Sabang", box(2, 1, 2.1, 1.1))
    label = labelled(island)["1"]
    assert label.where == "beside"
    assert label.box.distance(island.shape) < 0.1


def test_what_is_said_of_a_place_stands_under_its_name():
    place = Place("64", "Kalimantan Timur", box(1, 1, 3, 2), "7 dari 10")
    assert labelled(place)["64"].text == "Kalimantan Timur\n7 dari 10"


def test_a_name_that_does_not_fit_in_its_size_is_made_smaller():
    label = labelled(Place("1", "Berau", box(1, 1, 1.36, 1.36)))["1"]
    assert (label.where, label.size) == ("inside", 7.5)


def test_a_name_stands_aslant_in_its_place_rather_than_on_a_line_over_another():
    leaning = shapely.affinity.rotate(box(1.5, 1.4, 2.3, 1.64), 30)
    label = labelled(Place("0", "Darat", box(0, 0, 3.8, 3) - leaning), Place("1", "Temanggung", leaning))["1"]
    assert (label.where, label.slant, label.line) == ("inside", 30, None)
    assert leaning.contains(label.box)


def test_a_name_inside_its_place_gives_way_to_a_line():
    # The way down to the water leads through the middle of the place, where its name would stand.
    town = box(1.95, 1.5, 2.05, 1.6)
    around = box(1.6, 0.5, 2.4, 2.2)
    others = Place("2", "Darat", box(0, 0.5, 4, 3) - around)
    labels = labelled(Place("0", "Magelang", around - town), Place("1", "Kota Magelang", town), others)
    assert labels["0"].where == "inside"
    assert not labels["1"].line.intersects(labels["0"].box)
    assert not labels["1"].line.intersects(others.shape)


def test_a_small_place_on_the_coast_is_named_on_the_water_with_a_line_that_says_which_it_is():
    inland = Place("1", "Kutai Timur", box(0, 0, 2, 3))
    coast = Place("2", "Bontang", box(2, 1, 2.12, 1.12))
    labels = labelled(inland, coast)
    assert labels["2"].where == "led"
    assert not labels["2"].box.intersects(inland.shape)


def test_a_line_starts_well_inside_a_place_that_ends_in_a_tip():
    tipped = shapely.Polygon([(1, 1), (1.4, 1), (1.4, 1.4), (1.22, 1.4), (1.2, 2.2), (1.18, 1.4), (1, 1.4)])
    label = labelled(Place("1", "Banjarnegara", tipped))["1"]
    assert label.where in ("led", "beside")
    starts = shapely.points(Place("1", "Banjarnegara", tipped).starts)
    assert shapely.distance(tipped.boundary, starts).min() >= 0.1


def test_a_place_without_a_name_stays_without_one():
    labels = labelled(Place("1", "", box(0, 0, 1, 1)), Place("2", "Berau", box(1, 0, 3, 2)))
    assert list(labels) == ["2"]


def test_an_enclosed_place_is_named_off_the_land_on_a_line():
    town = box(1.9, 1.4, 2.1, 1.6)
    land = Place("1", "Kutai", box(1, 0.5, 3, 2.5) - town)
    label = labelled(land, Place("2", "Samarinda", town))["2"]
    assert label.where == "led"
    assert town.contains(shapely.Point(label.anchor))
    assert not label.box.intersects(land.shape)


def test_a_map_without_room_for_a_name_has_no_labels():
    town = box(1.9, 1.4, 2.1, 1.6)
    places = [Place("1", "Kutai", box(0, 0, 4, 3) - town), Place("2", "Samarinda", town)]
    assert place_labels(places, NOWHERE, 4.0, 3.0, size=9, smaller=7.5) is None


def test_a_name_that_has_no_better_spot_keeps_the_one_it_has(monkeypatch):
    town = box(1.9, 1.4, 2.1, 1.6)
    land = Place("1", "Kutai", box(1, 0.5, 3, 2.5) - town)
    found = labels._Land.led

    def only_once(self, *args, **settings):
        return None if "ways" in settings else found(self, *args, **settings)

    monkeypatch.setattr(labels._Land, "led", only_once)
    assert labelled(land, Place("2", "Samarinda", town))["2"].where == "led"


def test_a_better_spot_is_sought_at_less_than_a_name_costs_now(monkeypatch):
    town = box(1.9, 1.4, 2.1, 1.6)
    found, limits, costs = labels._Land.led, [], []

    def watched(self, place, written, size, limit=np.inf, **settings):
        spot = found(self, place, written, size, limit, **settings)
        limits.append(limit) if settings else costs.append(spot[0])
        return spot

    monkeypatch.setattr(labels._Land, "led", watched)
    labelled(Place("1", "Kutai", box(1, 0.5, 3, 2.5) - town), Place("2", "Samarinda", town))
    assert limits == [*costs] * 3


def test_lines_do_not_cross_each_other_and_keep_the_order_of_places():
    towns = [box(1.9, y, 2.1, y + 0.15) for y in (0.4, 0.9, 1.4, 1.9, 2.4)]
    land = Place("0", "Darat", shapely.difference(box(0, 0, 2.6, 3), shapely.union_all(towns)))
    labels = labelled(land, *(Place(str(i), f"Kota {i}", town) for i, town in enumerate(towns, 1)))
    lines = [labels[str(i)].line for i in range(1, 6)]
    assert not any(a.intersects(b) for i, a in enumerate(lines) for b in lines[:i])
    assert sorted(lines, key=lambda line: line.coords[0][1]) == sorted(lines, key=lambda line: line.coords[-1][1])


def test_names_on_lines_begin_where_others_do():
    towns = [box(1.9, y, 2.1, y + 0.15) for y in (0.4, 1.4, 2.4)]
    land = Place("0", "Darat", shapely.difference(box(0, 0, 2.6, 3), shapely.union_all(towns)))
    labels = labelled(land, *(Place(str(i), f"Kota {i}", town) for i, town in enumerate(towns, 1)))
    assert len({labels[str(i)].x for i in range(1, 4)}) == 1


def test_a_line_starts_at_the_side_of_its_place_that_is_nearest_to_the_name():
    long = box(0.8, 1.45, 2.4, 1.5)
    label = labelled(Place("1", "Darat", box(0, 0, 2.5, 3) - long), Place("2", "Sungai", long))["2"]
    assert label.anchor[0] > 2.25
    assert label.line.length < 0.6


def test_a_line_goes_round_another_place_where_it_can():
    # The way to the right leads over the other place; the way to the left is over water.
    other = Place("1", "Balikpapan", box(2.2, 0, 4, 3))
    thin = Place("2", "Penajam Paser Utara", box(2.0, 0, 2.2, 3))
    label = labelled(other, thin)["2"]
    assert label.x < 2.2


def test_a_name_gives_way_where_all_lines_together_are_shorter_so():
    # Two pockets of water, each with room for one name. The smaller town is named first, and is near to both.
    west, middle = box(0.1, 2.1, 0.9, 2.4), box(1.6, 1.3, 2.4, 1.6)
    small, large = box(1.4, 1.6, 1.45, 1.65), box(2.8, 1.4, 2.9, 1.5)
    land = Place("0", "Darat", box(0, 0, 4, 3) - shapely.union_all([west, middle, small, large]))
    labels = labelled(land, Place("1", "Palangka", small), Place("2", "Bengkulu", large))
    assert west.contains(labels["1"].box)
    assert middle.contains(labels["2"].box)


@pytest.fixture(scope="module")
def country():
    regencies = pd.read_csv(RAW / "regions" / "regencies.csv", dtype="str")
    status = regencies.assign(
        award_year=2023, status="unknown", contested=pd.array([False] * len(regencies)), inferred=False, source_ids=""
    )
    return status, edge_matched(gpd.read_parquet(RAW / "boundaries" / "regencies.parquet")), regencies


def codes():
    return sorted(pd.read_csv(RAW / "regions" / "provinces.csv", dtype="str")["province_code"])


# One of each kind: many places, tiny ones, an archipelago, one without a coast, and the one that is read most.
VARIED = ["12", "21", "31", "32", "33", "35", "53", "64", "81", "95"]


@pytest.fixture(scope="module")
def layouts(country):
    status, boundaries, regencies = country
    made = {}

    def layout(code):
        if code not in made:
            here = status[status["province_code"] == code]
            made[code] = arranged(here, boundaries, regencies, code, Setting(Words("id")))
        return made[code]

    return layout


@pytest.mark.parametrize("code", VARIED)
def test_every_place_has_a_name_within_the_frame_and_apart_from_the_others(layouts, code):
    layout = layouts(code)
    boxes = [label.box for label in layout.labels]
    assert sorted(label.code for label in layout.labels) == sorted(place.code for place in layout.places)
    assert [(i, j) for i, a in enumerate(boxes) for j in range(i) if a.intersects(boxes[j])] == []
    assert all(box(0, 0, layout.width, layout.height).contains(one) for one in boxes)


@pytest.mark.parametrize("code", VARIED)
def test_no_name_crosses_the_border_of_a_place(layouts, code):
    layout = layouts(code)
    crossed = [
        (label.text, place.name)
        for label in layout.labels
        for place in layout.places
        if label.box.intersects(place.shape.boundary)
    ]
    assert crossed == []


@pytest.mark.parametrize("code", VARIED)
def test_lines_cross_neither_each_other_nor_a_name(layouts, code):
    lines = [label for label in layouts(code).labels if label.line]
    assert [(a.text, b.text) for i, a in enumerate(lines) for b in lines[:i] if a.line.intersects(b.line)] == []
    crossed = [(a.text, b.text) for a in lines for b in layouts(code).labels if a.line.intersects(b.box)]
    assert crossed == []


@pytest.mark.parametrize("code", VARIED)
def test_a_line_starts_in_its_own_place(layouts, code):
    shapes = {place.code: place.shape for place in layouts(code).places}
    lines = [label for label in layouts(code).labels if label.line]
    assert [a.text for a in lines if not shapes[a.code].intersects(shapely.Point(a.anchor))] == []


@pytest.fixture(scope="module")
def handed_on(country):
    """Give the map of a province as it stands on a slide, as large as it has room there: its places and its lines."""
    status, boundaries, regencies = country
    made = {}

    def places_and_lines(code):
        if code not in made:
            here = {"province_code": code, "setting": Setting(Words("id"), "X", titled=False)}
            figure = fitted(
                lambda setting: plot_province_map(status, boundaries, regencies, **{**here, "setting": setting}),
                here["setting"],
                "16:9",
            ).figure
            shapes = {artist.get_gid()[8:]: polygon_of(artist) for artist in found(figure, "regency-")}
            lines = {artist.get_gid()[5:]: shapely.LineString(artist.get_xydata()) for artist in found(figure, "line-")}
            made[code] = shapes, lines
        return made[code]

    return places_and_lines


def found(figure, gid):
    return figure.findobj(lambda artist: str(artist.get_gid()).startswith(gid))


def polygon_of(artist):
    rings = [shapely.Polygon(ring) for ring in artist.get_path().to_polygons()]
    return shapely.union_all(shapely.make_valid(rings))


# Of those whose map was crossed most when it is small.
@pytest.mark.parametrize("code", ["14", "31", "52", "53", "64", "71", "81"])
def test_on_a_slide_no_line_leads_over_a_place_that_its_own_does_not_touch_or_past_the_dot_of_another(handed_on, code):
    shapes, lines = handed_on(code)
    over = [
        (own, other)
        for own, line in lines.items()
        for other, shape in shapes.items()
        if other != own and shape.distance(shapes[own]) > 0.02 and line.intersection(shape).length > 0.05
    ]
    past = [
        (own, other)
        for own, line in lines.items()
        for other, near in lines.items()
        if other != own and line.distance(shapely.Point(near.coords[0])) < 0.06
    ]
    assert (over, past) == ([], [])


def test_on_a_slide_the_line_to_samarinda_does_not_lead_over_kutai_barat(handed_on):
    shapes, lines = handed_on("64")
    assert not lines["6472"].intersects(shapes["6407"])
    assert len(shapes) == 10


def outside_without_a_line(layout):
    """Names that neither lie within their own place, nor lead well into it, nor stand by an island of their own."""
    land = shapely.union_all([place.shape for place in layout.places])
    wrong = []
    for place in layout.places:
        [label] = [label for label in layout.labels if label.code == place.code]
        part, others = largest_part(place.shape), shapely.difference(land, place.shape)
        if label.line is not None:
            start, deepest = shapely.Point(label.anchor), place.inner[0]
            is_right = part.contains(start)
            is_right &= part.boundary.distance(start) >= 0.49 * part.boundary.distance(deepest)
        elif label.where == "beside":
            is_right = not part.intersects(others) and label.box.distance(part) < label.box.distance(others)
        else:
            is_right = place.shape.contains(label.box)
        wrong += [] if is_right else [label.text]
    return wrong


@pytest.mark.parametrize("code", VARIED)
def test_a_name_lies_within_its_place_or_its_line_ends_well_inside(layouts, code):
    assert outside_without_a_line(layouts(code)) == []


@pytest.mark.slow
def test_in_every_province_a_name_lies_within_its_place_or_its_line_ends_well_inside(layouts):
    assert {code: wrong for code in codes() if (wrong := outside_without_a_line(layouts(code)))} == {}


@pytest.mark.slow
def test_in_no_province_a_line_crosses_another_or_a_name_and_few_lead_over_another_place(layouts):
    crossed, over = [], 0
    for code in codes():
        lines = [label for label in layouts(code).labels if label.line]
        crossed += [(a.text, b.text) for i, a in enumerate(lines) for b in lines[:i] if a.line.intersects(b.line)]
        crossed += [(a.text, b.text) for a in lines for b in layouts(code).labels if a.line.intersects(b.box)]
        over += sum(
            line.line.intersects(place.shape)
            for line in lines
            for place in layouts(code).places
            if place.code != line.code
        )
    assert crossed == []
    # A kota in the middle of a kabupaten has no way out but over it.
    assert over <= 90


def test_in_jawa_tengah_no_line_leads_over_more_than_its_surroundings(layouts):
    layout = layouts("33")
    over = {
        label.text.replace("\n", " "): [
            place.name for place in layout.places if place.code != label.code and label.line.intersects(place.shape)
        ]
        for label in layout.labels
        if label.line
    }
    assert over["Kota Magelang"] == ["Magelang"]
    assert over["Kota Semarang"] == []
    assert "Temanggung" not in over


def test_in_kalimantan_timur_lines_are_short(layouts):
    lines = {label.text: round(label.line.length, 1) for label in layouts("64").labels if label.line}
    assert set(lines) <= {"Bontang", "Samarinda", "Balikpapan", "Penajam Paser Utara"}
    assert max(lines.values()) <= 0.5


def crowd(number, gap):
    """Return a made-up province: a row of places with long names, every second of them smaller; a gap is water."""
    shapes = [box(x, 0, x + 0.1, 0.1 if i % 2 else 0.08) for i, x in enumerate(100 + (0.1 + gap) * np.arange(number))]
    codes = [f"99{i:02}" for i in range(1, number + 1)]
    regencies = pd.DataFrame({"regency_code": codes, "province_code": "99", "province": "Rekaan"})
    names = [f"Kepulauan Panjang Sekali {i}" for i in range(1, number + 1)]
    status = regencies.assign(
        name=names, full_name=names, type="kabupaten", award_year=2023, status="unknown",
        contested=pd.array([False] * number), inferred=False, source_ids="",
    )  # fmt: skip
    return status, gpd.GeoDataFrame({"regency_code": codes}, geometry=shapes, crs=4326), regencies


def on_a_shore(lake):
    """Return a made-up province: one regency of a degree, which goes round a lake."""
    status, boundaries, regencies = crowd(1, 0)
    return status.assign(name="Toba"), boundaries.set_geometry([box(100, 0, 101, 1) - lake]), regencies


@pytest.mark.parametrize(
    ("lake", "drawn", "said"),
    [(box(100.7, 0.2, 100.8, 0.3), 1, ["not known (1)", "lake or reservoir"]),
     (box(100.7, 0.2, 100.7001, 0.3), 0, ["not known (1)"]),
     (box(101, 0, 102, 1), 0, ["not known (1)"])],
    ids=["lake", "crack", "sea"],
)  # fmt: skip
def test_a_lake_is_drawn_as_water_and_the_legend_says_so(lake, drawn, said):
    status, boundaries, regencies = on_a_shore(lake)
    setting = Setting(Words("en"), "X")
    picture = plot_province_map(status, boundaries, regencies, province_code="99", setting=setting)
    assert len(found(picture.figure, "lake")) == drawn
    assert [text.get_text() for text in found(picture.figure, "legend")] == said


@pytest.mark.parametrize(
    ("north", "is_drawn", "said"),
    [(1.2, True, ["not known (1)"]), (2.5, False, ["not known (1)", "some small islands lie outside the map"])],
    ids=["near", "far"],
)
def test_a_tiny_island_lies_on_the_map_or_the_legend_says_that_it_does_not(north, is_drawn, said):
    status, boundaries, regencies = crowd(1, 0)
    boundaries = boundaries.set_geometry([shapely.union(box(100, 0, 101, 1), box(100, north, 100.004, north + 0.004))])
    setting = Setting(Words("en"), "X", titled=False)
    picture = plot_province_map(status, boundaries, regencies, province_code="99", setting=setting)
    [place] = picture.figure.findobj(lambda artist: artist.get_gid() == "regency-9901")
    top = place.get_path().get_extents().y1
    assert (top < place.axes.get_ylim()[1]) == is_drawn
    assert [text.get_text() for text in found(picture.figure, "legend")] == said


def test_the_northernmost_island_of_the_country_lies_on_the_map_of_its_province(country):
    status, boundaries, regencies = country
    here = status[status["province_code"] == "71"]
    settings = Setting(Words("id")), Setting(Words("id"), titled=False, width=SLIDE_WIDTH, tallest=SLIDE_HEIGHT)
    layouts = [arranged(here, boundaries, regencies, "71", setting) for setting in settings]
    assert [layout.is_cut for layout in layouts] == [False, False]
    assert [_share_of_height(layout, "7104") for layout in layouts] == pytest.approx([0.3, 0.3], abs=0.05)


def _share_of_height(layout, code):
    """How much of the height of a map a place takes; Talaud with Miangas takes 1.8 of 5.3 degrees."""
    [(_, south, _, north)] = [place.shape.bounds for place in layout.places if place.code == code]
    return (north - south) / layout.height


def named_on(picture):
    """Give the text of the label of each place."""
    found = picture.figure.findobj(lambda artist: str(artist.get_gid()).startswith("label-"))
    return {label.get_gid().removeprefix("label-"): label.get_text().replace("\n", " ") for label in found}


@pytest.mark.parametrize(
    ("number", "gap", "are_all"),
    [(10, 0.0, False), (10, 0.05, False), (24, 0.05, True)],
    ids=["land", "islands", "without room even for numbers"],
)
def test_where_not_all_names_have_room_the_smallest_places_bear_numbers_and_the_footer_names_them(number, gap, are_all):
    status, boundaries, regencies = crowd(number, gap)
    picture = plot_province_map(status, boundaries, regencies, province_code="99", setting=Setting(award_name="X"))
    texts, names = named_on(picture), dict(zip(status["regency_code"], status["name"], strict=True))
    bearing = sorted(code for code in texts if texts[code] != names[code])
    assert sorted(texts) == sorted(names)
    assert [texts[code] for code in bearing] == [str(i) for i in range(1, len(bearing) + 1)]
    small = set(status["regency_code"].iloc[::2])
    assert len(bearing) == number if are_all else set() < set(bearing) <= small
    listed = ", ".join(f"{i}\N{NO-BREAK SPACE}{names[code]}" for i, code in enumerate(bearing, 1))
    said = " ".join(text.get_text() for text in picture.figure.findobj(lambda artist: hasattr(artist, "get_text")))
    assert f"Angka pada peta: {listed} ·" in said


def test_a_kota_and_a_kabupaten_of_one_name_are_told_apart(country):
    status, boundaries, regencies = country
    picture = plot_province_map(status, boundaries, regencies, province_code="32", setting=Setting(award_name="X"))
    names = list(named_on(picture).values())
    assert {"Bogor", "Kota Bogor", "Depok"} <= set(names)
    assert len(set(names)) == 27


@pytest.mark.parametrize(("number", "said"), [(7, 7), (35, 35)], ids=["few", "all"])
def test_on_a_slide_every_regency_that_is_honoured_is_named_by_its_name_or_by_a_number_with_a_key(
    country, number, said
):
    status, boundaries, regencies = country
    honoured = status.index[status["province_code"] == "33"][:number]
    status = status.assign(status=status["status"].mask(status.index.isin(honoured), "compliant"))
    setting = Setting(Words("id"), "X", titled=False)
    slide = with_slide(
        lambda setting: plot_province_map(status, boundaries, regencies, province_code="33", setting=setting), setting
    ).slide
    key = " ".join(text.get_text() for text in slide.figure.texts).partition("Angka pada peta: ")[2]
    named = {
        code
        for code, text in named_on(slide).items()
        if text and (not text.isdigit() or f"{text}\N{NO-BREAK SPACE}" in key)
    }
    assert set(status.loc[honoured, "regency_code"]) <= named
    assert len(named) == said


def test_while_a_map_with_a_key_seeks_its_room_no_name_is_placed(monkeypatch):
    status, boundaries, regencies = crowd(10, 0.0)
    monkeypatch.setattr(atlas, "place_labels", None)
    setting = Setting(Words("id"), "X", titled=False, width=6.06, tallest=2.0, keyed=True, named=False)
    picture = plot_province_map(status, boundaries, regencies, province_code="99", setting=setting)
    assert named_on(picture) == {}
    assert "Angka pada peta: 1" in " ".join(text.get_text() for text in picture.figure.texts)


def test_where_many_names_find_no_room_no_other_order_of_them_is_tried(monkeypatch):
    places = [Place(str(i), "Tengah", box(i, 0, i + 1, 1 + i / 10)) for i in range(6)]
    tried = []
    monkeypatch.setattr(labels, "_added", lambda land, place, *_: tried.append(place.code) or place.code in "01")
    assert labels._led(None, places, [], 9) is None
    assert tried == ["0", "1", "2", "3", "4"]


def test_a_place_that_does_not_reach_into_a_frame_is_not_drawn_and_one_that_does_is():
    seen = Projection(100.0, 0.0, 2.0, 2.0).reaches([box(100, 0, 101, 1), box(99, 0, 99.9, 1)], (-0.1, -0.1, 4, 4))
    assert list(seen) == [True, False]
