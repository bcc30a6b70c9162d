"""Reports made up for the tests of the site: records with files beside them, as a run leaves them."""

from dataclasses import replace
from html import escape
from pathlib import Path

from kkpham_analysis.reports.records import Edition, Failure, Record, as_bytes

NOON = "2026-01-01T12:00:00Z"
KALTIM = {"64": "Kalimantan Timur"}
PROVINCES = {"11": "Aceh", "64": "Kalimantan Timur", "65": "Kalimantan Utara"}
REGENCIES = {"6402": "Kabupaten Kutai Kartanegara", "6472": "Kota Samarinda", "6501": "Kabupaten Bulungan"}


def put(out: Path, name: str, record: Record, *, forms=("html", "ipynb")) -> Record:
    """Put a record and its files where a run would: `2023/id/province_report-aceh`."""
    base = out / name
    base.parent.mkdir(parents=True, exist_ok=True)
    for form in forms:
        said = escape(record.title or "page")
        title = f"<title>{said}</title><h1>{said}</h1>"
        base.with_name(f"{base.name}.{form}").write_text(f'<!DOCTYPE html><meta charset="utf-8">{title}')
    written = replace(record, forms={form: {"bytes": 1, "sha256": "0", **record.forms.get(form, {})} for form in forms})
    base.with_name(f"{base.name}.json").write_bytes(as_bytes(written))
    return written


def report(kind: str, year: int | None, title: str, *, places=None, language="id", data="d", **others) -> Record:
    """Give the record of a report that was made at noon."""
    about = {"parameters": {"award_year": year}, "facts": (("7 / 10", "berpredikat"),), "sources": 2,
             "newest_source": "2023-12-19"}  # fmt: skip
    edition = Edition("0.1.0", data, "2025-12-10", "n")
    return Record(kind, language, year, places=places or {}, title=title, made_from=edition,
                  **{**about, "made_at": NOON, **others})  # fmt: skip


def a_shelf(out: Path, *, data: str) -> None:
    """Put a few reports of every sort; all but one are of the data given."""
    for year in (2022, 2023):
        put(out, f"{year}/id/award_summary", report("award_summary", year, f"Ringkasan {year}", data=data))
        for code, name in PROVINCES.items():
            told = report("province_report", year, f"{name} pada {year}", places={code: name}, data=data)
            put(
                out, f"{year}/id/province_report-{name.lower().replace(' ', '-')}", told, forms=("html", "pdf", "ipynb")
            )
    for code, name in REGENCIES.items():
        told = report("regency_profile", 2023, f"{name} berpredikat", places={code: name}, data=data)
        put(out, f"2023/id/regency_profile-{name.lower().replace(' ', '-')}", told)
    english = report("province_report", 2023, "East Kalimantan in 2023", places=KALTIM, language="en", data="older")
    put(out, "2023/en/province_report-kalimantan-timur", english)
    failed = Failure("trends, sel 6: ValueError: tidak ada putaran", "2026-01-02T03:00:00Z")
    put(out, "2023/id/trends", Record("trends", "id", 2023, failure=failed), forms=())
