"""Make the pictures of the README and the how-tos: what the product draws, and what it writes, as a reader sees it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from kkpham_analysis import Words, load
from kkpham_analysis.figures import Setting, plot_coverage_matrix, plot_national_map
from kkpham_analysis.reports.content.coverage_facts import coverage_facts
from kkpham_analysis.reports.content.coverage_matrix import matrix
from kkpham_analysis.reports.content.facts import round_facts
from kkpham_analysis.reports.content.wording import sources_of_shares
from kkpham_analysis.tables.loading import default_data_dir

PICTURES = Path(__file__).parent / "pictures"
AWARD_YEAR, PROVINCE = 2023, "64"
SEED = "0"
REPORT = f"{AWARD_YEAR}/id/province_report-kalimantan-timur"
# So that the page of all reports says the same day each time.
MADE_ON = "1767225600"  # 1 January 2026
WIDEST = 1600
PAGE, SITE = (1000, 1400), (1000, 900)
COLOURS = 96
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MARGIN = 24
DOTS = 90
SLIDE_WITH_MAP = 2


@dataclass(frozen=True)
class Shown:
    """A picture: what makes it from the folder of the reports, and the programs that it takes."""

    make: Callable[[Path], Image.Image]
    needs: Sequence[str]


def main() -> None:
    """Write all pictures; those whose programs are missing stay as they are, and are told."""
    PICTURES.mkdir(exist_ok=True)
    for name, make in DRAWN.items():
        _save(make(), name)
    wanted = {program for shown in WRITTEN.values() for program in shown.needs}
    missing = {program for program in wanted if not _program(program)}
    for name, shown in WRITTEN.items():
        if lacking := sorted(missing.intersection(shown.needs)):
            print(f"{name} is left as it is: not found: {', '.join(lacking)} (system-packages.txt).", file=sys.stderr)
    ready = {name: shown for name, shown in WRITTEN.items() if not missing.intersection(shown.needs)}
    if not ready:
        return
    with tempfile.TemporaryDirectory() as folder:
        _write_reports(Path(folder))
        for name, shown in ready.items():
            _save(shown.make(Path(folder)), name)


def national_map() -> Image.Image:
    """The map of the country."""
    facts = round_facts(AWARD_YEAR, words=Words("id"))
    setting = Setting(facts.words, facts.award_name, sources_of_shares(facts))
    return _drawn(plot_national_map(facts.shares, load("boundaries"), facts.regencies, setting=setting))


def coverage_matrix() -> Image.Image:
    """The heat map of the coverage of a province, of a made-up set: the figure says so itself."""
    with tempfile.TemporaryDirectory() as folder, _made_up(Path(folder)):
        facts = coverage_facts(AWARD_YEAR, words=Words("id"), provinces=[PROVINCE])
        return _drawn(plot_coverage_matrix(matrix(facts), level=facts.level, setting=Setting(facts.words)))


@contextmanager
def _made_up(folder: Path) -> Any:
    """Let everything read a copy of the facts with synthetic submissions."""
    without = shutil.ignore_patterns("submissions")
    shutil.copytree(default_data_dir() / "raw", folder / "raw", ignore=without)
    _kkpham("--data", folder, "sample", "--year", AWARD_YEAR, "--seed", SEED)
    before = os.environ.get("KKPHAM_DATA")
    os.environ["KKPHAM_DATA"] = str(folder)
    try:
        yield
    finally:
        del os.environ["KKPHAM_DATA"]
        if before is not None:
            os.environ["KKPHAM_DATA"] = before


def _drawn(picture: Any) -> Image.Image:
    return Image.open(io.BytesIO(picture.rendered("png")))


def _write_reports(out: Path) -> None:
    """The reports of the first plan, that of the province in more forms, its slides, and the page that lists them."""
    place = ["--year", AWARD_YEAR, "--province", PROVINCE]
    _kkpham("--out", out, "run", "first")
    _kkpham("--out", out, "report", "province_report", *place, "--to", "html,pdf,docx,xlsx")
    _kkpham("--out", out, "deck", *place)
    _kkpham("--out", out, "site")


def _kkpham(*asked: object) -> None:
    command = [Path(sys.executable).with_name("kkpham"), *map(str, asked)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": MADE_ON}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603, all are known


def _page(out: Path) -> Image.Image:
    return _photographed(out / f"{REPORT}.html", PAGE)


def _site(out: Path) -> Image.Image:
    return _photographed(out / "index.html", SITE)


def _cover(out: Path) -> Image.Image:
    return _framed(_sheet(out / f"{REPORT}.pdf", 1))


def _slide(out: Path) -> Image.Image:
    return _framed(_sheet(_by_office(out / f"{REPORT}.pptx"), SLIDE_WITH_MAP))


def _workbook(out: Path) -> Image.Image:
    """The sheet of the first table, without the empty paper around it."""
    paper = _by_office(out / f"{REPORT}.xlsx")
    text = _run("pdftotext", "-layout", paper, "-").decode()
    table = Words("id").phrase("book.table", number=1)
    [number] = [at for at, sheet in enumerate(text.split("\f"), 1) if sheet.lstrip().startswith(f"{table}:")]
    image = _sheet(paper, number)
    # The foot of the sheet stands far below the table.
    return _trimmed(image.crop((0, 0, image.width, image.height * 4 // 5)))


def _photographed(page: Path, size: tuple[int, int]) -> Image.Image:
    target = page.with_suffix(".png")
    settings = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
    _run("chromium", *settings, f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", page.as_uri())
    return _opened(target)


def _by_office(file: Path) -> Path:
    """Turn a file into PDF as LibreOffice shows it."""
    folder = file.parent / f"of-{file.suffix[1:]}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file)
    return folder / file.with_suffix(".pdf").name


def _sheet(paper: Path, number: int) -> Image.Image:
    target = paper.with_name(f"{paper.stem}-{number}")
    _run("pdftoppm", "-png", "-singlefile", "-r", DOTS, "-f", number, "-l", number, paper, target)
    return _opened(target.with_suffix(".png"))


def _run(program: str, *arguments: object) -> bytes:
    command = [str(_program(program)), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603, all are known


def _program(name: str) -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS if name == "chromium" else [name])), None)


def _opened(target: Path) -> Image.Image:
    image = Image.open(target)
    image.load()
    return image.convert("RGB")


def _trimmed(image: Image.Image) -> Image.Image:
    left, top, right, bottom = ImageChops.invert(image).getbbox() or (0, 0, *image.size)
    edges = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
    return _framed(image.crop((max(0, edges[0]), max(0, edges[1]), min(image.width, edges[2]), edges[3])))


def _framed(image: Image.Image) -> Image.Image:
    """A thin edge, so that white paper is seen on a white page."""
    framed = Image.new("RGB", (image.width + 2, image.height + 2), "#c9ced6")
    framed.paste(image, (1, 1))
    return framed


def in_few_colours(image: Image.Image) -> Image.Image:
    """A picture no wider than a page shows it, in few colours; it has few."""
    small = image.convert("RGB")
    small.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, dither=Image.Dither.NONE)


def _save(image: Image.Image, name: str) -> None:
    in_few_colours(image).save(PICTURES / name, optimize=True)
    print(PICTURES / name)


DRAWN: Mapping[str, Callable[[], Image.Image]] = {
    f"national-map-{AWARD_YEAR}.png": national_map,
    "coverage-synthetic.png": coverage_matrix,
}
WRITTEN: Mapping[str, Shown] = {
    f"province-report-{AWARD_YEAR}.png": Shown(_page, ["chromium"]),
    f"report-on-paper-{AWARD_YEAR}.png": Shown(_cover, ["pdftoppm"]),
    f"slide-{AWARD_YEAR}.png": Shown(_slide, ["soffice", "pdftoppm"]),
    f"workbook-{AWARD_YEAR}.png": Shown(_workbook, ["soffice", "pdftotext", "pdftoppm"]),
    "list-of-reports.png": Shown(_site, ["chromium"]),
}


if __name__ == "__main__":
    main()
