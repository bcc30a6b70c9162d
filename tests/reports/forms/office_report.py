"""A small report with everything in it, as an executed notebook, for the tests of files of an office suite."""

import base64
import hashlib
import importlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.wording import short_statuses
from kkpham_analysis.reports.page import STATUS_TONES, Facts, HowTo, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.reports.page.blocks import MIME

HOSTILE = ['=HYPERLINK("http://evil.example")', "+1+1", "-2", "@SUM(A1)", "<w:p>&amp;\x0b{=1}", "[a](http://b) $$c$$"]
SOURCES = pd.DataFrame(
    {
        "source_id": ["K001", "J002", "J003"],
        "title": ["Daftar", "Berita", "=Berita lama"],
        "publisher": ["Kanwil", pd.NA, "Pers"],
        "url": ["https://example.org/a?b=1&c=2", "javascript:alert(1)", pd.NA],
        "published_on": ["2023-12-19", pd.NA, "2022"],
    }
).astype("str")
RESULTS = pd.DataFrame(
    {
        "code": ["64", "14"],
        "province": ["Kalimantan Timur", "Riau"],
        "count": pd.Series(["7 dari 10", pd.NA], dtype="str"),
        "compliant": pd.Series([7, pd.NA], dtype="Int64"),
        "regencies": pd.Series([1210, 12], dtype="Int64"),
        "share": pd.Series([0.7, pd.NA], dtype="Float64"),
        "year": ["–", "baru"],
        "verdict": pd.Series(["met", pd.NA], dtype="str"),
        "source_ids": pd.Series(["J002;K001", pd.NA], dtype="str"),
    }
)
COLUMNS = {"code": "Kode", "province": "Provinsi", "count": "Hasil", "share": "Bagian", "year": "Tahun",
           "verdict": "Aturan", "source_ids": "Sumber"}  # fmt: skip


def table(frame=RESULTS, caption="Provinsi menurut hasil", language="id", **settings):
    return Table(frame, caption, words=Words(language), **({"remark": "Semua sementara"} | settings))


def results(frame=RESULTS, language="id"):
    """Give the table of results, with numbers behind its texts."""
    return table(
        frame,
        language=language,
        columns=COLUMNS,
        align={"count": "right"},
        labels={"verdict": {"met": "memenuhi"}},
        tints={"verdict": {"met": "yes"}},
        cite={"source_ids": SourceList(SOURCES)},
        figures={"count": {"compliant": "Berpredikat", "regencies": "Seluruhnya"}},
    )


def statuses(language="id"):
    """Give a table of one regency for each status, and one whose status is missing."""
    names = [*STATUS_TONES, pd.NA]
    frame = pd.DataFrame({"regency": [f"R{i}" for i in range(len(names))], "status": pd.Series(names, dtype="str")})
    labels = {"status": short_statuses(Words(language))}
    return table(frame, language=language, labels=labels, tints={"status": STATUS_TONES})


def notebook(*objects, figure=True):
    """Give an executed notebook whose cells show these objects, and a figure."""
    outputs = [
        new_output("execute_result", data={
            MIME: json.loads(json.dumps(each.as_block())), "text/html": each._repr_html_(), "text/plain": repr(each),
        })
        for each in objects
    ]  # fmt: skip
    if figure:
        about = {"title": "Peta", "alt": "Peta: 7 dari 10.", "caption": "Bagian per provinsi", "marks": []}
        outputs.append(new_output("display_data", data={"image/png": png()}, metadata={"image/png": about}))
    return new_notebook(cells=[new_code_cell("", outputs=outputs)])


def with_address(made, url):
    """Let the first source of a report have an address that no report of ours would give it."""
    for output in made.cells[0].outputs:
        for block in output.data.get(MIME, {}).get("blocks", []):
            if block["type"] == "sources":
                block["groups"][0]["sources"][0]["url"] = url
    return made


def links_in(content):
    """Give what a file leads to, whatever is in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))


def png(size=(40, 20)):
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, format="PNG")
    return base64.b64encode(written.getvalue()).decode()


def report(language="id"):
    """Give a whole report: head, facts, parts, table, figure, and the last part with its sources."""
    listed = SourceList(SOURCES.head(2), Words(language), others=SOURCES.tail(1))
    return notebook(
        PageHead("KKP HAM 2023", "Tujuh dari sepuluh", f"Itu 70,0\u00a0%{listed.cited(['K001'])}.", "Awas.", listed),
        Facts([("7 / 10", "berpredikat")]),
        Part("Hasil", Prose("Cara membacanya."), results(language=language)),
        Part(
            "Sumber dan cara membaca",
            Prose("Dihitung dari semua."),
            HowTo("kkpham summary", Words(language), "Kutip sebagai: “Tujuh dari sepuluh”."),
            listed,
        ),
    )


DIGEST = """
import hashlib, importlib, sys
sys.path.insert(0, sys.argv[1])
made = getattr(importlib.import_module(sys.argv[3]), sys.argv[4])()
written = importlib.import_module(f"kkpham_analysis.reports.forms.{sys.argv[2]}").written
print(hashlib.sha256(written(made, language="id")).hexdigest())
"""


def written_here_and_elsewhere(form, make=report):
    """Give the digests of a report in a form, as this process writes it and as another does."""
    content = importlib.import_module(f"kkpham_analysis.reports.forms.{form}").written(make(), language="id")
    asked = [str(Path(__file__).parents[3]), form, make.__module__, make.__name__]
    again = subprocess.run([sys.executable, "-c", DIGEST, *asked], capture_output=True, text=True, check=True)
    return hashlib.sha256(content).hexdigest(), again.stdout.strip()


def converted(content, name, kind, folder):
    """Let LibreOffice open a file and save it as another, with settings of its own."""
    (folder / name).write_bytes(content)
    options = ["--headless", f"-env:UserInstallation={(folder / 'settings').as_uri()}", "--convert-to", kind]
    subprocess.run(["soffice", *options, "--outdir", folder / "out", folder / name], check=True, capture_output=True)
    return folder / "out" / f"{name.partition('.')[0]}.{kind}"
