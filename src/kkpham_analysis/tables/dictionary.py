"""The data dictionary and the `datapackage.json` of each raw folder, written from the table schemas.

Run it with `python -m kkpham_analysis.tables.dictionary`; with `--check` it writes nothing, says what is stale, and
ends with 1 where anything is. What people wrote by hand stays: where a file comes from, in `datapackage.json`, and
the text of `data/README.md` outside its marks.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from kkpham_analysis.tables.columns import KINDS, Field, Reference, Table
from kkpham_analysis.tables.loading import default_data_dir
from kkpham_analysis.tables.recipes import own_recipes
from kkpham_analysis.tables.schemas import PROCESSED, RAW

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
# What people say of each raw file; a value that nobody knows is written `unknown`, never left out.
BY_HAND = (
    "producer",
    "description",
    "kind",
    "obtained",
    "url_main",
    "url_download",
    "date_published",
    "date_accessed",
    "citation",
    "licenses",
    "sources",
)
UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(BY_HAND, "unknown"),
    "licenses": [{"name": "unknown", "title": "unknown"}],
    "sources": [{"title": "unknown"}],
}


def main(arguments: list[str] | None = None) -> int:
    """Write what is stale, or say what is."""
    parser = argparse.ArgumentParser(prog="python -m kkpham_analysis.tables.dictionary", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a file is stale")
    check = parser.parse_args(arguments).check
    stale = {path: text for path, text in written(default_data_dir()).items() if _text(path) != text}
    for path, text in stale.items():
        if not check:
            path.write_text(text, encoding="utf-8")
        print(f"{path}: {'is stale; run: python -m kkpham_analysis.tables.dictionary' if check else 'written'}")
    return int(check and bool(stale))


def written(data_dir: Path) -> dict[Path, str]:
    """Each file that follows from the schemas and the raw files, with the text it should have."""
    raw = data_dir / "raw"
    files = {}
    for folder, tables in folders().items():
        path = raw / folder / "datapackage.json"
        package = datapackage(raw, tables, json.loads(_text(path) or "{}"))
        files[path] = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    readme = data_dir / "README.md"
    files[readme] = with_tables(_text(readme))
    return files


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def folders() -> dict[str, list[Table]]:
    """The raw tables by the folder they are in; an empty name for `data/raw` itself."""
    by_folder = groupby(sorted(RAW.values(), key=_folder), key=_folder)
    return {folder: list(tables) for folder, tables in by_folder}


def _folder(table: Table) -> str:
    return table.path.rpartition("/")[0]


def datapackage(raw: Path, tables: Iterable[Table], before: dict[str, Any]) -> dict[str, Any]:
    """The description of a folder: what people wrote of it before, and what follows from schemas and files."""
    said = {resource["name"]: resource for resource in before.get("resources", [])}
    resources = [resource(raw / table.path, table, said.get(table.name, {})) for table in tables]
    return {**{name: value for name, value in before.items() if name != "resources"}, "resources": resources}


def resource(path: Path, table: Table, before: dict[str, Any]) -> dict[str, Any]:
    """The description of one raw file."""
    content = path.read_bytes()
    about = {"name": table.name, "title": table.title, "path": path.name}
    said = {name: before.get(name, UNKNOWN[name]) for name in BY_HAND}
    measured = {"hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "bytes": len(content)}
    if not table.is_csv:
        # Frictionless reads no GeoParquet: it holds the file to its hash and size, and the build to its schema.
        return {
            **about,
            **said,
            "type": "file",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            **measured,
            "features": _features(path),
            "featureSchema": table_schema(table),
        }
    return {
        **about,
        **said,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **measured,
        "rows": _rows(path),
        "schema": table_schema(table),
    }


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _features(path: Path) -> int:
    import pyarrow.parquet as parquet

    return int(parquet.read_metadata(path).num_rows)


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a raw table.

    Table Schema knows references within one package, and of keys that are there in full. The others (to another
    folder, from a list of ids, of a key that may be half known) stand under `furtherReferences`, in the form of the
    Frictionless pattern for references between packages; `kkpham build` checks them all.
    """
    inside = [reference for reference in table.references if _is_plain(reference, table)]
    outside = [reference for reference in table.references if reference not in inside]
    schema: dict[str, Any] = {
        "fields": [field_schema(entry) for entry in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if inside:
        schema["foreignKeys"] = [_foreign_key(reference) for reference in inside]
    if outside:
        schema["furtherReferences"] = [_outside(reference, table) for reference in outside]
    return schema


def _is_plain(reference: Reference, table: Table) -> bool:
    """Whether Table Schema can say it."""
    in_folder = _folder(RAW[reference.table]) == _folder(table)
    whole = len(reference.columns) == 1 or all(table[column].required for column in reference.columns)
    return in_folder and whole and not reference.many and not reference.others


def _foreign_key(reference: Reference) -> dict[str, Any]:
    target = {"resource": reference.table, "fields": list(reference.target)}
    return {"fields": list(reference.columns), "reference": target}


def _outside(reference: Reference, table: Table) -> dict[str, Any]:
    up = "../" if _folder(table) else ""
    targets = [
        {
            "package": "/".join(filter(None, (f"{up}{_folder(RAW[name])}", "datapackage.json"))),
            "resource": name,
            "fields": list(reference.target),
        }
        for name in (reference.table, *reference.others)
    ]
    more = {"delimiter": ";"} if reference.many else {}
    return {"fields": list(reference.columns), **more, "references": targets}


def field_schema(entry: Field) -> dict[str, Any]:
    """The Table Schema of a column."""
    described: dict[str, Any] = {"name": entry.name, "type": KINDS[entry.kind].json_type}
    described["description"] = entry.description
    if entry.unit:
        described["unit"] = entry.unit
    if entry.kind == "yes_no":
        described |= {"trueValues": ["1"], "falseValues": ["0"]}
    constraints: dict[str, Any] = {"required": True} if entry.required else {}
    if entry.allowed:
        constraints["enum"] = list(entry.allowed)
    elif entry.kind == "text" and entry.pattern:
        constraints["pattern"] = entry.pattern
    limits = {"minimum": entry.low, "maximum": entry.high}
    constraints |= {name: limit for name, limit in limits.items() if limit is not None}
    return {**described, "constraints": constraints} if constraints else described


def with_tables(readme: str) -> str:
    """The text of `data/README.md` with the tables between its marks written again."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"data/README.md has no marks for the tables; write the lines {BEGIN} and {END} into it")
    return f"{before}{BEGIN}\n\n{dictionary()}\n{END}{after}"


def dictionary() -> str:
    """Every table as Markdown: the raw ones with what `load` adds, then those that are only made."""
    parts = []
    for folder, tables in folders().items():
        parts.append(f"### raw/{folder}\n" if folder else "### raw\n")
        parts += [_section(PROCESSED[table.name], table) for table in tables]
    parts.append("### Only in processed\n")
    parts += [_section(table, None) for name, table in PROCESSED.items() if name not in RAW]
    return "\n".join(parts)


def _section(table: Table, raw: Table | None) -> str:
    made = next((recipe.inputs for recipe in own_recipes() if recipe.name == table.name), ())
    lines = [f"#### `{table.name}`: {table.title}", ""]
    if raw:
        lines.append(f"File `raw/{raw.path}`. One row per {_listed(table.key)}.")
    else:
        lines.append(f"One row per {_listed(table.key)}." + (f" Made from {_listed(made)}." if made else ""))
    lines += ["", "| column | type | unit | may be missing | meaning |", "|---|---|---|---|---|"]
    lines += [_line(entry, added=raw is not None and entry.name not in raw.columns) for entry in table.fields]
    lines += ["", *(_points_to(reference) for reference in table.references)]
    return "\n".join(lines).rstrip() + "\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name.removeprefix('raw:')}`" for name in names)


def _line(entry: Field, *, added: bool) -> str:
    meaning = entry.description + (f"; one of {_listed(entry.allowed)}" if entry.allowed else "")
    meaning += f"; {entry.limits}" if entry.limits and entry.unit != "year" else ""
    meaning += " (only in processed)" if added else ""
    cells = (f"`{entry.name}`", f"`{entry.dtype}`", entry.unit, "" if entry.required else "yes", meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _points_to(reference: Reference) -> str:
    targets = " or ".join(f"`{name}`" for name in (reference.table, *reference.others))
    how = "each id of " if reference.many else ""
    return f"- {how}{_listed(reference.columns)} stands in {targets} ({_listed(reference.target)})"


if __name__ == "__main__":
    raise SystemExit(main())
