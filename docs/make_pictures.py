"""Make the pictures of the README from the built tables: the map of the country, and the top of a real report."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from kkpham_analysis import Words, load
from kkpham_analysis.figures import Setting, plot_national_map
from kkpham_analysis.reports.content.facts import round_facts

PICTURES = Path(__file__).parent / "pictures"
AWARD_YEAR, PROVINCE = 2023, "64"
WIDEST = 1600
PAGE = (1000, 1400)
COLOURS = 128
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Write both pictures; without a browser only the map, and say so."""
    PICTURES.mkdir(exist_ok=True)
    _save(_national_map(), f"national-map-{AWARD_YEAR}.png")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("The picture of a report is left as it is: no chromium here to open the page with.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        _save(_photographed(browser, _report(Path(folder)), Path(folder)), f"province-report-{AWARD_YEAR}.png")


def _national_map() -> Image.Image:
    facts = round_facts(AWARD_YEAR, words=Words("id"))
    picture = plot_national_map(
        facts.shares,
        load("boundaries"),
        facts.regencies,
        setting=Setting(facts.words, facts.award_name, facts.sources),
    )
    return Image.open(io.BytesIO(picture.rendered("png")))


def _report(folder: Path) -> Path:
    """Page of the report of a province, written where it can be thrown away."""
    command = Path(sys.executable).with_name("kkpham")
    asked = ["report", "province_report", "--year", str(AWARD_YEAR), "--province", PROVINCE]
    subprocess.run([command, "--out", folder, *asked], check=True, stdout=subprocess.DEVNULL)  # noqa: S603, both are known
    return next(folder.rglob("*.html"))


def _photographed(browser: str, page: Path, folder: Path) -> Image.Image:
    target = folder / "page.png"
    settings = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
    sizes = [f"--window-size={PAGE[0]},{PAGE[1]}", f"--screenshot={target}"]
    subprocess.run([browser, *settings, *sizes, page.as_uri()], check=True, capture_output=True)  # noqa: S603, both are known
    image = Image.open(target)
    image.load()
    return image


def _save(image: Image.Image, name: str) -> None:
    """Write a picture no wider than a page shows it, in few colours; it has few."""
    small = image.convert("RGB")
    small.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
    print(PICTURES / name)


if __name__ == "__main__":
    main()
