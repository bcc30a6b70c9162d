"""Sheets of supporting data to write tests with: what there is to refer to, and files as people fill them in."""

import pandas as pd
from openpyxl import Workbook

from kkpham_analysis.tables.places.resolving import place_keys
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.records import Known

INDICATORS = pd.DataFrame(
    {
        "regulation": "22/2021",
        "indicator_code": [f"22/2021-{number:03d}" for number in range(1, 5)],
        "indicator_no": pd.array([1, 2, 3, 4], dtype="Int64"),
        "right_code": ["HIDUP", "HIDUP", "SEHAT", "SEHAT"],
        "right_id": ["Hak hidup", "Hak hidup", "Kesehatan", "Kesehatan"],
        "group": ["sipol", "sipol", "ekosob", "ekosob"],
        "type": ["struktur", "proses", "hasil", "hasil"],
        "label_id": ["Perda", "=1+1", "Angka kematian bayi", "Gizi <b>buruk</b>"],
        "data_dukung_id": ["Perda", None, None, "Laporan"],
        "max_points": pd.array([10, 10, 20, None], dtype="Float64"),
        "unit": ["yes/no", None, "per 1.000", "orang"],
        "kind": "loaded",
        "version": pd.array([1] * 4, dtype="Int64"),
        "award_year_from": 2022,
        "award_year_to": 2024,
    }
)
REGENCIES = pd.DataFrame(
    {
        "regency_code": ["6401", "6402"],
        "province_code": "64",
        "type": "kabupaten",
        "name": ["Paser", "Kutai"],
        "full_name": ["Kabupaten Paser", "Kabupaten Kutai"],
    }
)
HEADINGS = ("Tahun", "Kode kabupaten/kota", "Kode indikator", "Jawaban", "Satuan", "Jumlah dokumen", "Status", "OPD",
            "Catatan")  # fmt: skip
ROW = ("2024", "6401", "22/2021-003", "12,5", "per 1.000", "2", "diserahkan", "Dinas Kesehatan", "")


def known(*, bps=None, regencies=REGENCIES):
    provinces = pd.DataFrame({"province_code": ["64"], "name_id": ["Kalimantan Timur"], "name_en": ["East Kalimantan"]})
    names = pd.DataFrame(columns=["alias", "code", "level", "kind", "source", "note"], dtype="str")
    codes = pd.DataFrame((bps or {}).items(), columns=["regency_code", "bps_code_2020"], dtype="str")
    spans = dict.fromkeys(INDICATORS["indicator_code"], (2022, 2024))
    there = dict.fromkeys((2022, 2023, 2024), frozenset(regencies["regency_code"]))
    labels = dict(zip(INDICATORS["indicator_code"], INDICATORS["label_id"].map(plain), strict=True))
    return Known(spans, there, place_keys(provinces, regencies, names, codes), labels=labels)


def row(**changed):
    """Give a row of a table as people write it; a name is a heading with its spaces as underscores."""
    said = dict(zip(HEADINGS, ROW, strict=True))
    short = {"year": "Tahun", "regency": "Kode kabupaten/kota", "indicator": "Kode indikator", "answer": "Jawaban",
             "unit": "Satuan", "documents": "Jumlah dokumen", "status": "Status", "office": "OPD",
             "note": "Catatan"}  # fmt: skip
    return tuple({**said, **{short[name]: value for name, value in changed.items()}}.values())


def csv_file(path, *rows, headings=HEADINGS, delimiter=";", encoding="utf-8"):
    lines = [delimiter.join(map(str, line)) for line in (headings, *rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def workbook(path, *rows, headings=HEADINGS, change=lambda sheet: None):
    book = Workbook()
    for line in (headings, *rows):
        book.active.append(line)
    change(book.active)
    book.save(path)
    return path
