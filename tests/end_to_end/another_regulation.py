"""A small data folder that a made-up regulation 99/2030 was added to, as rows of tables alone.

Nothing of it is a fact: there is no such regulation, and nobody was judged by it. Its words are none that the program
could know: rights, types, groups and titles of other names, eight rights, five classes of which two are compliant.
"""

import csv
import shutil

import geopandas as gpd

REGULATION = "99/2030"
AWARD = {"id": "Daerah Patuh Hak Warga (rekaan)", "en": "Regions Complying with Citizens' Rights (made up)"}
PLACES = {
    "64": ["6401", "6403", "6471", "6472", "6474"],  # two of five are compliant, each with another title
    "65": ["6501", "6502", "6571"],  # one of three
}
REGENCIES = [code for codes in PLACES.values() for code in codes]
LISTED = {
    "6472": "paripurna", "6401": "utama", "6403": "cukup_patuh", "6471": "pratama", "6474": "dasar", "6571": "utama",
    "6501": "cukup_patuh",
}  # fmt: skip
TITLES = {  # title: (counts, label_id, label_en, lowest total)
    "paripurna": (1, "Patuh Paripurna", "Fully complying", 60),
    "utama": (1, "Patuh Utama", "Highly complying", 50),
    "cukup_patuh": (0, "Patuh Madya", "Half complying", 35),
    "pratama": (0, "Patuh Pratama", "Barely complying", 20),
    "dasar": (0, "Patuh Dasar", "Hardly complying", 0),
}
RIGHTS = {  # right: (name_id, name_en, group)
    "AIR": ("Hak atas air bersih", "Right to clean water", "alam"),
    "UDARA": ("Hak atas udara segar", "Right to fresh air", "alam"),
    "TAMAN": ("Hak atas ruang terbuka", "Right to open space", "alam"),
    "SUNGAI": ("Hak atas sungai yang hidup", "Right to living rivers", "alam"),
    "SUARA": ("Hak bersuara", "Right to a voice", "warga"),
    "KABAR": ("Hak atas kabar", "Right to news", "warga"),
    "JALAN": ("Hak atas jalan yang aman", "Right to safe roads", "warga"),
    "TENANG": ("Hak atas ketenangan", "Right to quiet", "warga"),
}
TYPES = {"niat": 1, "upaya": 2, "buah": 5}
TYPE_LABELS = {"niat": ("niat baik", "intent"), "upaya": ("upaya nyata", "effort"), "buah": ("buah kerja", "outcome")}
GROUP_LABELS = {"alam": ("hak atas alam", "rights to nature")}
POINTS = {"niat": 4, "upaya": 6, "buah": 8}
INDICATORS = [(right, kind) for right in RIGHTS for kind in TYPES for _ in range(2 if kind == "buah" else 1)]
SETTINGS = [
    ("formula", "", "mean_of_rights"),
    *(("type_weight", kind, weight) for kind, weight in TYPES.items()),
    ("right_weight", "AIR", 3),
    *(("right_weight", right, 1) for right in list(RIGHTS)[1:]),
    ("inside_type", "", "share_of_points"),
    ("bonus_max", "", 5),
    ("total_max", "", 100),
]
NOTE = "made up"
# Before the first round, so that it changes no figure.
CHANGED = {
    "regency_code": "6501", "full_name": "Kabupaten Bulungan", "province_code": "65", "previous_province_code": "64",
    "changed_on": "2012-11-16",
}  # fmt: skip
PAGE = "https://example.org/99-2030"
# In the place of what is known of real rounds; no table of facts may be empty.
CLAIMS = {
    "award_claims": {"regency_code": "6502", "category": "participated", "certainty": "stated"},
    "province_claims": {"province_code": "64", "measure": "total_regencies", "value": 5, "certainty": "stated"},
    "national_claims": {"measure": "paripurna_or_utama_regencies", "value": 3, "certainty": "stated"},
}


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames), list(reader)


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def add(path, rows):
    """Put rows under those of a table; columns that they do not have stay empty."""
    columns, there = read(path)
    write(path, columns, [*there, *rows])


def cut(path, keep):
    columns, rows = read(path)
    write(path, columns, [row for row in rows if keep(row)])


def small_folder(facts, target):
    """A copy of the facts with two provinces and eight regencies, and no award of any real round."""
    shutil.copytree(facts / "raw", target / "raw", ignore=shutil.ignore_patterns("*.parquet", "submissions"))
    raw, codes = target / "raw", {*PLACES, *REGENCIES}
    for name in ("bps_codes", "place_names", "provinces", "regencies"):
        columns, _ = read(raw / "regions" / f"{name}.csv")
        key = next(column for column in ("regency_code", "code", "province_code") if column in columns)
        cut(raw / "regions" / f"{name}.csv", lambda row, key=key: row[key] in codes)
    cut(raw / "boundaries" / "names.csv", lambda row: row["regency_code"] in codes)
    areas = gpd.read_parquet(facts / "raw" / "boundaries" / "regencies.parquet")
    areas[areas["regency_code"].isin(codes)].to_parquet(raw / "boundaries" / "regencies.parquet")
    write(raw / "regions" / "province_changes.csv", list(CHANGED), [CHANGED])
    return target


def put_claims(data):
    """Let the made-up round be the only one that anything is known of."""
    for name, claim in CLAIMS.items():
        columns, _ = read(data / "raw" / "awards" / f"{name}.csv")
        rows = [{"award_year": 2030, "source_id": "K999", "note": NOTE, **claim}]
        write(data / "raw" / "awards" / f"{name}.csv", columns, rows)
    replaced = {f"awards/{name}.csv" for name in CLAIMS}
    cut(data / "raw" / "corrections.csv", lambda row: row["file"] not in replaced)


def add_regulation(data):
    """Add the rows that make a regulation."""
    put_claims(data)
    indicators, awards = data / "raw" / "indicators", data / "raw" / "awards"
    page = {"title": "Peraturan rekaan 99/2030", "publisher": "Tidak ada", "url": PAGE, "published_on": "2030-01-05"}
    add(indicators / "sources.csv", [{"source_id": "M999", "language": "id", **page}])
    add(awards / "sources.csv", [{"source_id": "K999", "kind": "regulation", "language": "id", **page}])
    add(awards / "categories.csv", [
        {"category": name, "is_compliant": counts, "order": 11 + place, "label_id": label_id, "label_en": label_en,
         "note": NOTE} for place, (name, (counts, label_id, label_en, _)) in enumerate(TITLES.items())
    ])  # fmt: skip
    add(awards / "rules.csv", [{
        "award_year_from": 2030, "award_year_to": 2034, "level": "province", "operator": ">=", "threshold_percent": 40,
        "denominator": "regencies", "source_ids": "K999", "note": NOTE,
    }])  # fmt: skip
    of = {"regulation": REGULATION, "source_ids": "M999"}
    add(indicators / "regulations.csv", [{
        **of, "name_id": "Peraturan rekaan 99/2030", "award_id": AWARD["id"], "award_en": AWARD["en"],
        "award_year_from": 2030, "award_year_to": 2034, "rights": len(RIGHTS), "indicators": len(INDICATORS),
    }])  # fmt: skip
    add(indicators / "rights.csv", [
        {**of, "right_code": code, "name_id": name_id, "name_en": name_en, "group": group, "note": NOTE}
        for code, (name_id, name_en, group) in RIGHTS.items()
    ])  # fmt: skip
    labels = {("type", name): both for name, both in TYPE_LABELS.items()}
    labels |= {("group", name): both for name, both in GROUP_LABELS.items()}
    add(indicators / "regulation_labels.csv", [
        {**of, "kind": kind, "name": name, "label_id": label_id, "label_en": label_en, "note": NOTE}
        for (kind, name), (label_id, label_en) in labels.items()
    ])  # fmt: skip
    add(indicators / "regulation_settings.csv", [
        {**of, "setting": setting, "of": what, "value": value, "certainty": "certain", "note": NOTE}
        for setting, what, value in SETTINGS
    ])  # fmt: skip
    add(indicators / "regulation_classes.csv", [
        {**of, "category": name, "points_from": lowest, "certainty": "certain", "note": NOTE}
        for name, (*_, lowest) in TITLES.items()
    ])  # fmt: skip


def indicator_list(path):
    """Write the list of indicators as an official would have it."""
    rows = [
        {"No.": number, "Hak": RIGHTS[right][0], "Jenis": kind, "Indikator": f"Indikator rekaan {number}",
         "Data Dukung": f"Berkas {number}", "Nilai": POINTS[kind], "Satuan": "ya/tidak" if kind == "niat" else "persen"}
        for number, (right, kind) in enumerate(INDICATORS, 1)
    ]  # fmt: skip
    write(path, list(rows[0]), rows)
    return path


def award_list(path):
    """Write the list of the round, with the titles as people write them."""
    rows = [{"Kode": code, "Predikat": TITLES[title][1]} for code, title in LISTED.items()]
    write(path, list(rows[0]), rows)
    return path
