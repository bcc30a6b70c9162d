"""Every text is there in both languages, is used, and takes the same values in each."""

import ast
import csv
import json
import re
from pathlib import Path

from kkpham_analysis.language import LANGUAGES, phrases, placeholders

ROOT = Path(__file__).parents[2]
ROOMS = "|".join(sorted({key.partition(".")[0] for key in phrases()}))


def programs():
    """Give every program of the product by its place: modules, and the code of notebooks."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        yield path, "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def keys_named():
    """Give each key that a program names, as a pattern: what is put into it may be anything."""
    for path, program in programs():
        for node in ast.walk(ast.parse(program)):
            for pattern in map(pattern_of, ast.iter_child_nodes(node)):
                is_key = re.fullmatch(rf"({ROOMS})\\\.[\w\\*]+", pattern) and not is_module(pattern)
                if is_key and not isinstance(node, ast.JoinedStr | ast.BinOp):
                    yield f"{path.relative_to(ROOT)} line {node.lineno}", pattern


def is_module(pattern):
    """Whether a pattern names a module, as `tables.loading` does, and no text."""
    return (ROOT / "src" / "kkpham_analysis" / pattern.replace(r"\.", "/")).with_suffix(".py").exists()


def pattern_of(node):
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("labels", "wording.labels"):
        # The texts of a whole room, by the values of a column.
        return pattern_of(node.args[0]) + r"\.\w*"
    if isinstance(node, ast.BinOp):
        return pattern_of(node.left) + (pattern_of(node.right) or r"\w*")
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern_of(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return r"\w*"
    return re.escape(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def forms(text):
    return list(text.values()) if isinstance(text, dict) else [text]


def taken(text):
    """Give the values that each form of a text takes; where there is one of a thing, its number need not be said."""
    # A number is a number, in digits or in words.
    in_words = {"spelled": "count", "Spelled": "count"}
    shown = [{in_words.get(name, name) for name in placeholders(form)} for form in forms(text)]
    return {tuple(sorted(values | ({"count"} & set().union(*shown)))) for values in shown}


def test_every_text_is_there_in_both_languages():
    assert {key: sorted(both) for key, both in phrases().items() if sorted(both) != sorted(LANGUAGES)} == {}
    assert [key for key, both in phrases().items() for text in both.values() if not all(forms(text))] == []


def test_a_text_that_follows_a_number_has_a_form_for_one_and_for_others():
    plural = {key: text for key, both in phrases().items() for text in both.values() if isinstance(text, dict)}
    assert {key: sorted(text) for key, text in plural.items() if sorted(text) != ["one", "other"]} == {}


def test_both_languages_and_all_forms_take_the_same_values():
    values = {key: set().union(*(taken(text) for text in both.values())) for key, both in phrases().items()}
    assert {key: takes for key, takes in values.items() if len(takes) > 1} == {}


def test_every_text_that_a_program_names_exists():
    missing = [
        f"{place}: {pattern}"
        for place, pattern in keys_named()
        if not any(re.fullmatch(pattern, key) for key in phrases())
    ]
    assert missing == []


def words_written():
    """Give every word that a program writes: its texts, whole or as pieces of longer ones, and the names it gives."""
    for path, program in programs():
        # A kind of report is called as its notebook, and a kind of figure as what draws it.
        yield path.stem
        for node in ast.walk(ast.parse(program)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("plot_"):
                yield node.name.removeprefix("plot_")
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.keyword | ast.arg) and node.arg:
                yield node.arg
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                yield node.target.id
    # Groups of islands are facts; a text is theirs by its key.
    with (ROOT / "data/raw/regions/provinces.csv").open(encoding="utf-8", newline="") as file:
        yield from {re.sub(r"\W+", "_", row["island_group"].lower()) for row in csv.DictReader(file)}


def is_written(word, words, pieces):
    """Whether a word can come from a program: it stands there, or is put together from a piece and a word."""
    if word in ("", *pieces) or word in words:
        return True
    rests = [word.removeprefix(piece) for piece in pieces] + [word.removesuffix(piece) for piece in pieces]
    return any(rest != word and rest in words for rest in rests)


def test_no_text_is_unused():
    """A key with something put into it says nothing of what that may be: it has to be written somewhere."""
    patterns = {pattern for _, pattern in keys_named()}
    words = set(words_written())
    pieces = {word for word in words if re.fullmatch(r"_\w+|\w+_", word)}
    open_ones = [pattern.replace(r"\w*", r"(\w*)") for pattern in patterns if r"\w*" in pattern]
    named = {key for key in phrases() if re.escape(key) in patterns}
    longer = {f"{key}{piece}" for key in named for piece in pieces}

    def is_used(key):
        parts = [match.groups() for pattern in open_ones if (match := re.fullmatch(pattern, key))]
        return any(all(is_written(part, words, pieces) for part in found) for found in parts)

    assert [key for key in phrases() if key not in named | longer and not is_used(key)] == []
