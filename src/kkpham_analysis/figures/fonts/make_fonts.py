"""Make the small static fonts of figures and pages from the variable font of the package fontpkg-inter."""

from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
LATIN = [*range(0x20, 0x180), *range(0x2010, 0x2015)]
SIGNS = [ord(sign) for sign in "‘’“”•…\u202f←↑→↓−≤≥○●✓✕"]
DIGITS = range(0x30, 0x3A)


def with_tabular_digits(font: TTFont) -> None:
    """Point the digits at their equally wide forms: matplotlib cannot switch font features on."""
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    lookups = {index for feature in features for index in feature.LookupListIndex}
    wide: dict[str, str] = {}
    for index in lookups:
        for found in table.LookupList.Lookup[index].SubTable:
            wide |= getattr(getattr(found, "ExtSubTable", found), "mapping", {})
    for encoding in font["cmap"].tables:
        for digit in DIGITS:
            encoding.cmap[digit] = wide.get(encoding.cmap[digit], encoding.cmap[digit])


def make(name: str, weight: int, target: Path) -> None:
    """Write one weight to `target`, as TTF for figures and as WOFF2 for pages."""
    font = TTFont(str(files("fontpkg_inter") / "files" / "Inter[opsz,wght].ttf"))
    font = instancer.instantiateVariableFont(font, {"wght": weight, "opsz": 14}, updateFontNames=True)
    options = subset.Options(layout_features=["kern", "tnum", "mark", "mkmk", "ccmp", "case"], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*LATIN, *SIGNS])
    cutter.subset(font)
    with_tabular_digits(font)
    font.save(target / f"Inter-{name}.ttf")
    font.flavor = "woff2"
    font.save(target / f"Inter-{name}.woff2")


if __name__ == "__main__":
    for name, weight in WEIGHTS.items():
        make(name, weight, Path(__file__).parent)
