"""What is known of each regulation and what is missing, as `kkpham indicators` answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.bands import LIMITS
from kkpham_analysis.reports.answers import Answer, Tell, ensure_built
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.tables.catalogues.additions import NoCatalogueError
from kkpham_analysis.tables.catalogues.in_use import lists_in_use, types_of
from kkpham_analysis.tables.labels import GROUP, TYPE, Labels, label_of
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.schemas.indicators import SETTINGS
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.units import is_yes_no
from kkpham_analysis.tables.vocabulary import KNOWN, NO_PUBLISHER, PLACEHOLDER

NAMES = ("regulations", "regulation_settings", "regulation_classes", "regulation_bands", "regulation_labels",
         "rights", "indicators", "indicators_known",
         "indicator_families", "catalogues", "categories")  # fmt: skip
LISTED = ["indicator_code", "indicator_no", "right_code", "type", "label_id", "label_en", "data_dukung_id",
          "max_points", "unit", "kind", "inferred", "source_ids"]  # fmt: skip
MISSING_COLUMNS = ("indicator_no", "right_code", "type", "max_points", "unit", "data_dukung_id")


def indicators_answer(words: Words, *, regulation: str = "", tell: Tell) -> Answer:
    """Say of each regulation, or of one, what is known of it and what is not.

    Raises
    ------
    NoCatalogueError
        When there is no such regulation.
    FaultyDataError
        When the raw files have faults.
    """
    ensure_built(words, tell=tell)
    tables = {name: load(name) for name in NAMES}
    known = tables["regulations"].sort_values("award_year_from")["regulation"].tolist()
    if regulation and regulation not in known:
        raise NoCatalogueError("no_regulation", regulation=regulation, known=", ".join(known))
    found = [regulation_record(name, tables) for name in known if regulation in ("", name)]
    sources = load("indicator_sources")
    cited = split_ids(pd.Series([*_ids_in(found)], dtype="str"))
    record = {"regulations": found, "sources": records(sources[sources["source_id"].isin(cited)])}
    return Answer(lambda: "\n\n\n".join(_text(entry, words, in_full=bool(regulation)) for entry in found), record)


def _ids_in(part: Any) -> Iterator[str]:
    """The source ids anywhere in a record."""
    if isinstance(part, list):
        for entry in part:
            yield from _ids_in(entry)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "source_ids" and value:
                yield value
            else:
                yield from _ids_in(value)


def regulation_record(regulation: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """What is known of one regulation: totals, list in use, rights with their indicators, settings, classes, gaps."""
    own = {name: table[table["regulation"] == regulation] for name, table in tables.items() if name != "categories"}
    about = records(own["regulations"])[0]
    # A placeholder makes nothing known.
    indicators = own["indicators"]
    known = _known(own)
    types = types_of(own["regulation_settings"], indicators["type"], regulation)
    taken_over = ("award_id", "award_en", "award_year_from", "award_year_to", "source_ids")
    return {
        "regulation": regulation,
        "name": about["name_id"],
        **{name: about[name] for name in taken_over},
        "rights": {"total": about["rights"], "known": len(own["rights"])},
        "indicators": {
            "total": about["indicators"] or None,
            "known": len(known),
            "with_number": int(known["indicator_no"].notna().sum()),
        },
        "catalogue": _catalogue(own["catalogues"], indicators),
        "by_right": _by_right(own["rights"], indicators, types),
        "by_type": _by_type(indicators, types, in_full=True),
        "list": records(indicators[LISTED]),
        "families": records(own["indicator_families"][["type", "label_id", "label_en", "source_ids"]]),
        "settings": _settings(own["regulation_settings"]),
        "bands": records(own["regulation_bands"].drop(columns="regulation")),
        "labels": records(own["regulation_labels"].drop(columns="regulation")),
        "classes": _classes(own["regulation_classes"], tables["categories"]),
        "missing": _missing(about, own),
    }


def _settings(settings: pd.DataFrame) -> list[dict[str, Any]]:
    """Settings in the order of `SETTINGS`."""
    ordered = settings.sort_values("setting", key=lambda names: names.map(SETTINGS.index), kind="stable")
    return records(ordered.drop(columns="regulation"))


def _classes(classes: pd.DataFrame, categories: pd.DataFrame) -> list[dict[str, Any]]:
    """Classes with their labels, the best first."""
    labels = categories[["category", "label_id", "label_en", "is_compliant"]]
    labelled = classes.merge(labels, on="category", how="left", validate="one_to_one")
    return records(labelled.sort_values("points_from", ascending=False).drop(columns="regulation"))


def _known(own: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The indicators that are known: of a loaded list, or publicly; never a placeholder."""
    indicators = own["indicators"]
    public = own["indicators_known"]
    is_made_up = (indicators["kind"] == PLACEHOLDER).any()
    return public.assign(unit=pd.Series(pd.NA, index=public.index, dtype="str")) if is_made_up else indicators


def _catalogue(catalogues: pd.DataFrame, indicators: pd.DataFrame) -> dict[str, Any]:
    """The list in use: loaded, a placeholder, or what is publicly known."""
    in_use = lists_in_use(catalogues)
    if in_use.empty:
        return {"kind": KNOWN, "version": None, "versions": [], "indicators": len(indicators)}
    row = catalogues[catalogues["version"] == in_use["version"].iloc[0]].drop(columns="regulation")
    return {**records(row)[0], "versions": catalogues["version"].tolist(), "indicators": len(indicators)}


def _by_right(rights: pd.DataFrame, indicators: pd.DataFrame, types: Sequence[str]) -> list[dict[str, Any]]:
    rows = records(rights[["right_code", "name_id", "name_en", "group", "source_ids"]])
    for row in rows:
        own = indicators[indicators["right_code"] == row["right_code"]]
        row |= {"indicators": len(own), "with_number": int(own["indicator_no"].notna().sum()),
                "by_type": _by_type(own, types)}  # fmt: skip
    return rows


def _by_type(indicators: pd.DataFrame, types: Sequence[str], *, in_full: bool = False) -> list[dict[str, Any]]:
    """How many indicators each type has, in the order of the regulation; the type is missing where it is not known.

    In full, also the types of which no indicator is known.
    """
    counts = {kind: int((indicators["type"] == kind).sum()) for kind in types}
    rows = [{"type": kind, "indicators": number} for kind, number in counts.items() if number or in_full]
    unknown = int(indicators["type"].isna().sum())
    return [*rows, {"type": None, "indicators": unknown}] if unknown else rows


def _missing(about: Mapping[str, Any], own: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """What is not known: indicators of the total, what is not said of those that are known, settings and classes."""
    indicators, settings, classes = _known(own), own["regulation_settings"], own["regulation_classes"]
    return {
        "indicators": max(about["indicators"] - len(indicators), 0) if about["indicators"] else None,
        "of_known": {column: int(indicators[column].isna().sum()) for column in MISSING_COLUMNS},
        "concluded": int(indicators["inferred"].fillna("").str.contains("type|right").sum()),
        "rounds_concluded": int(indicators["inferred"].fillna("").str.contains("rounds").sum()),
        "rights": max(about["rights"] - len(own["rights"]), 0),
        "settings_assumed": int((settings["certainty"] == "assumed").sum()),
        "settings_without_value": settings.loc[settings["value"].isna(), "setting"].tolist(),
        "classes_assumed": int((classes["certainty"] == "assumed").sum()),
        "bands_without_limits": int(own["regulation_bands"][list(LIMITS)].isna().all(axis=1).sum()),
    }


def _text(record: Mapping[str, Any], words: Words, *, in_full: bool) -> str:
    """One regulation in words; with its indicators one by one where it alone is asked for."""
    language = words.language
    first, last = record["award_year_from"], record["award_year_to"]
    parts = [
        words.phrase("indicators.head", regulation=record["regulation"], name=record["name"],
                     award=record[f"award_{language}"], rounds=words.span(first, last)),
        "\n".join([_totals(record, words), _in_use(record, words)]),
        text_table(_rights_table(record, words), words),
        text_table(_list_table(record, words), words) if in_full and record["list"] else "",
        text_table(_settings_table(record, words), words),
        text_table(_bands_table(record["bands"], words), words) if in_full and record["bands"] else "",
        text_table(_classes_table(record["classes"], words), words) if record["classes"] else "",
        "\n".join([words.phrase("indicators.missing"), *(f"- {line}" for line in missing_lines(record, words))]),
    ]  # fmt: skip
    return "\n\n".join(filter(None, parts))


def _totals(record: Mapping[str, Any], words: Words) -> str:
    rights, indicators = record["rights"], record["indicators"]
    key = "indicators.totals" if rights["total"] and indicators["total"] else "indicators.totals_open"
    return words.phrase(key, rights=rights["known"], rights_total=rights["total"], known=indicators["known"],
                        total=indicators["total"], numbered=indicators["with_number"])  # fmt: skip


def _in_use(record: Mapping[str, Any], words: Words) -> str:
    catalogue = record["catalogue"]
    key = f"indicators.in_use_{catalogue['kind']}"
    if catalogue["kind"] == KNOWN:
        return words.phrase(key if record["indicators"]["known"] else "indicators.in_use_nothing")
    said = {"version": catalogue["version"], "date": words.date(catalogue["loaded_on"])}
    return words.phrase(key, title=catalogue["title"], publisher=_publisher(catalogue, words), **said)


def _publisher(catalogue: Mapping[str, Any], words: Words) -> str:
    """Who holds a list, and the address of its page where that was said."""
    name, address = catalogue["publisher"], catalogue["url"]
    said = words.phrase("indicators.no_publisher" if name == NO_PUBLISHER else "indicators.publisher", name=name)
    return words.phrase("indicators.with_address", publisher=said, address=address) if address else said


def _rights_table(record: Mapping[str, Any], words: Words) -> pd.DataFrame:
    """The rights with their indicators by type; what has no right last."""
    types = [entry["type"] for entry in record["by_type"]]
    labels = _labels(record, words)
    head = {kind: type_in_words(kind, labels, words) for kind in types}
    rows = []
    for right in record["by_right"]:
        counts = {entry["type"]: entry["indicators"] for entry in right["by_type"]}
        group = label_of(labels, GROUP, right["group"]) if right["group"] else "–"
        rows.append([right["right_code"], right[f"name_{words.language}"], group, right["indicators"],
                     *(counts.get(kind, 0) for kind in types)])  # fmt: skip
    count = "placeholders" if record["catalogue"]["kind"] == PLACEHOLDER else "indicators"
    columns = [words.phrase(f"indicators.column_{name}") for name in ("code", "right", "group", count)]
    return pd.DataFrame(rows, columns=pd.Index([*columns, *head.values()]))


def _list_table(record: Mapping[str, Any], words: Words) -> pd.DataFrame:
    """The indicators one by one; what is not known of one has a dash."""
    labels = _labels(record, words)
    rows = [
        {
            "number": "–" if row["indicator_no"] is None else str(row["indicator_no"]),
            "code": row["right_code"] or "–",
            "type": label_of(labels, TYPE, row["type"]) if row["type"] else "–",
            "indicator": row[f"label_{words.language}"] or row["label_id"],
            "documents": row["data_dukung_id"] or "–",
            "points": "–" if row["max_points"] is None else _plain_number(row["max_points"], words),
            "unit": _unit(row["unit"], words),
            "sources": row["source_ids"] or "–",
        }
        for row in record["list"]
    ]
    # Little of these is publicly known: where nothing is, a column of dashes says nothing.
    said = [name for name in ("documents", "points", "unit") if any(row[name] != "–" for row in rows)]
    names = ("number", "code", "type", "indicator", *said, "sources")
    frame = pd.DataFrame(rows, columns=pd.Index(names), dtype="str")
    return frame.rename(columns={name: words.phrase(f"indicators.column_{name}") for name in names})


def _unit(unit: str | None, words: Words) -> str:
    if not unit:
        return "–"
    return words.phrase("indicators.yes_no") if is_yes_no(unit) else unit


def _labels(record: Mapping[str, Any], words: Words) -> Labels:
    """What the types and groups of the regulation are called in the language."""
    return {(row["kind"], row["name"]): row[f"label_{words.language}"] for row in record["labels"]}


def type_in_words(kind: str | None, labels: Labels, words: Words) -> str:
    """A type as its regulation calls it in the language, else as it is; words for none."""
    return label_of(labels, TYPE, kind) if kind else words.phrase("catalogue.no_type")


def _settings_table(record: Mapping[str, Any], words: Words) -> pd.DataFrame:
    labels = _labels(record, words)
    rows = [
        {
            "setting": words.phrase(f"setting.{row['setting']}") + _of(row["of"], labels),
            "value": _value(row, words),
            "certainty": words.phrase(f"sure.{row['certainty']}"),
            "sources": row["source_ids"] or "–",
        }
        for row in record["settings"]
    ]
    names = ("setting", "value", "certainty", "sources")
    frame = pd.DataFrame(rows, columns=pd.Index(names), dtype="str")
    return frame.rename(columns={name: words.phrase(f"indicators.column_{name}") for name in names})


def _of(name: str | None, labels: Labels) -> str:
    return f" ({label_of(labels, TYPE, name)})" if name else ""


def _value(row: Mapping[str, Any], words: Words) -> str:
    if row["value"] is None:
        return words.phrase("indicators.bonus_not_known" if row["setting"] == "bonus_max" else "indicators.none_known")
    return words.phrase_or(f"formula.{row['value']}", row["value"])


def _bands_table(bands: Sequence[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    """By which values an indicator earns which points; limits that are not known are said to be so."""
    rows = [
        {
            "number": str(row["indicator_no"]),
            "points": _plain_number(row["points"], words),
            "values": _values_of(row, words),
            "certainty": words.phrase(f"sure.{row['certainty']}"),
            "sources": row["source_ids"] or "–",
        }
        for row in sorted(bands, key=lambda row: (row["indicator_no"], -row["points"]))
    ]
    names = ("number", "points", "values", "certainty", "sources")
    frame = pd.DataFrame(rows, columns=pd.Index(names), dtype="str")
    return frame.rename(columns={name: words.phrase(f"indicators.column_{name}") for name in names})


def _values_of(band: Mapping[str, Any], words: Words) -> str:
    said = [
        words.phrase(f"indicators.band_{name}", value=_plain_number(band[name], words))
        for name in LIMITS
        if band[name] is not None
    ]
    return " ".join([*said, f"({band['unit']})"]) if said else words.phrase("indicators.band_not_known")


def _plain_number(value: float, words: Words) -> str:
    """A number with as many decimals as it has."""
    decimals = len(f"{value:g}".partition(".")[2])
    return words.number(float(value), decimals)


def _classes_table(classes: Sequence[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    rows = [
        {
            "class": row[f"label_{words.language}"],
            "from": words.number(row["points_from"], 0 if float(row["points_from"]).is_integer() else 2),
            "compliant": words.phrase(f"indicators.compliant_{row['is_compliant']}".lower()),
            "certainty": words.phrase(f"sure.{row['certainty']}"),
            "sources": row["source_ids"] or "–",
        }
        for row in classes
    ]
    names = ("class", "from", "compliant", "certainty", "sources")
    frame = pd.DataFrame(rows, columns=pd.Index(names), dtype="str")
    return frame.rename(columns={name: words.phrase(f"indicators.column_{name}") for name in names})


def missing_lines(record: Mapping[str, Any], words: Words) -> list[str]:
    """What is not known of a regulation, one sentence each; that nothing is missing where nothing is."""
    missing, known = record["missing"], record["indicators"]["known"]
    lines = []
    if missing["indicators"] is None:
        lines.append(words.phrase("indicators.no_total"))
    elif missing["indicators"]:
        total = record["indicators"]["total"]
        lines.append(words.phrase("indicators.not_known", count=missing["indicators"], total=total))
    if missing["rights"]:
        lines.append(words.phrase("indicators.rights_not_known", count=missing["rights"]))
    of_known = [(column, count) for column, count in missing["of_known"].items() if count]
    lines += [words.phrase(f"indicators.without_{column}", count=count, known=known) for column, count in of_known]
    for key in ("concluded", "rounds_concluded", "settings_assumed", "classes_assumed", "bands_without_limits"):
        if missing[key]:
            lines.append(words.phrase(f"indicators.{key}", count=missing[key]))
    if missing["settings_without_value"]:
        names = words.listed(words.phrase(f"setting.{name}") for name in missing["settings_without_value"])
        lines.append(words.phrase("indicators.without_value", settings=names))
    return lines or [words.phrase("indicators.nothing_missing")]
