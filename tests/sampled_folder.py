"""A small data folder with synthetic submissions: two provinces, six regencies, two rights, six indicators."""

from tests.tables.conftest import RAW, boundaries
from typer.testing import CliRunner

from kkpham_analysis import cli

HEADS = {path: text.splitlines(keepends=True)[0] for path, text in RAW.items()}
CHANGED = {
    "indicators/regulations.csv": HEADS["indicators/regulations.csv"]
    + "22/2021,Permenkumham 22/2021,Penghargaan,The award,2022,2024,2,6,M1\n",
    "indicators/rights.csv": HEADS["indicators/rights.csv"]
    + "22/2021,WATER,Hak atas air,Right to water,sipol,M1,\n22/2021,AIR,Hak atas udara,Right to clean air,ekosob,M1,\n",
    "indicators/regulation_settings.csv": HEADS["indicators/regulation_settings.csv"]
    + "22/2021,formula,,mean_of_rights,likely,M1,\n22/2021,type_weight,struktur,40,assumed,,\n"
    + "22/2021,type_weight,hasil,60,assumed,,\n22/2021,inside_type,,share_of_points,assumed,,\n",
    "indicators/indicators_known.csv": HEADS["indicators/indicators_known.csv"]
    + "22/2021,,WATER,struktur,Perda,By-law,,10,,no,M1\n",
    "indicators/catalogues.csv": HEADS["indicators/catalogues.csv"],
    "indicators/catalogue_items.csv": HEADS["indicators/catalogue_items.csv"],
}


def small_folder(folder):
    """Write the facts of the folder; nothing is handed in yet, and no list is loaded."""
    for path, text in {**RAW, **CHANGED}.items():
        file = folder / "raw" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    boundaries().to_parquet(folder / "raw" / "boundaries" / "regencies.parquet")
    return folder


def command(folder, *arguments):
    """Give what a command says of the folder."""
    return CliRunner().invoke(cli.app, list(map(str, arguments)), env={"KKPHAM_DATA": str(folder)})


def sampled_folder(folder):
    """Give the folder with synthetic submissions of two rounds."""
    small_folder(folder)
    for award_year in (2022, 2023):
        answer = command(folder, "sample", "--year", award_year, "--seed", 3)
        assert answer.exit_code == 0, answer.stderr
    return folder
