"""Whatever a list looks like, each regency that it names is accounted for, and none counts that it does not name."""

from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_mentions import KNOWN, WRITTEN
from tests.tables.award_lists.test_understanding import CATEGORIES, read

from kkpham_analysis.tables.award_lists.all_named import TOLD
from kkpham_analysis.tables.award_lists.understanding import lines_of_any

JUNK = [
    "",
    "rapat",
    "xyz",
    "Data Dukung",
    "12,5",
    "lengkap",
    "tahun lalu",
    "belum",
    "dan",
    "/",
    "Peduli HAM",
    "Catatan",
]
SHAPES = [
    "{n}", "{i}. {n}", "- {n}", "({n})", "[{n}]", "{j} {n}", "{n} {j}", "{j} {n} {j}", "{n}: {j}", "{j}: {n}",
    "{n} ({j})", "{j} ({n})", "Daftar {j} {n}", "Catatan: {n} {j}", "{n} meraih predikat Peduli HAM.", "{n} {j}; {n2}",
    "Kementerian HAM memuji {n} {j}.", "{n}, {n2}, dan {n3}", "{n}/{n2}", "{n} | {n2}", "{i}\t{n}\t{j}", "{j}\t{n}",
    "{n}\t{n2}\t{n3}", "{i}\t{j}\t{n} {j}\t75", "No\tKabupaten/Kota\tKeterangan\n{i}\t{n}\t{j} {n2}",
    "No,Kabupaten/Kota,Predikat,Lainnya\n1,{n},Peduli HAM,{n2}", "Kabupaten {n}", "PROVINSI BALI\n{n}", "{n}:\n{n2}",
    "KABUPATEN/KOTA {j}\n{n}", "Tahun lalu {n} {j}.", "{n} tidak {j}", "<p>{n}</p>", "*{n}*", "{n}*)\n*) {j} {n2}",
]  # fmt: skip
CASES = [str, str.upper, str.title]


@st.composite
def cut(draw, name):
    """Draw a name as it is, or over two lines, or over two cells."""
    words = name.split()
    at = draw(st.integers(1, len(words))) if draw(st.booleans()) else len(words)
    first, second = " ".join(words[:at]), " ".join(words[at:])
    return first + draw(st.sampled_from(["\n", "\t", " \n"])) + second if second else name


@st.composite
def lists(draw):
    """Draw the text of a list, and the names in it."""
    named, lines = [], []
    for number, shape in enumerate(draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4)), 1):
        three = draw(st.lists(st.sampled_from(sorted(WRITTEN)), min_size=3, max_size=3))
        named += [name for key, name in zip(("{n}", "{n2}", "{n3}"), three, strict=True) if key in shape]
        cases = [draw(st.sampled_from(CASES)) for _ in three]
        n, n2, n3 = (draw(cut(case(name))) for case, name in zip(cases, three, strict=True))
        lines.append(shape.format(n=n, n2=n2, n3=n3, i=number, j=draw(st.sampled_from(JUNK))))
    return "\n".join(lines), named


def meant(name):
    """Give the codes of the regencies that a name may mean, as it is written."""
    return set(KNOWN.regencies(name))


def asked_or_counted(found):
    """Give the codes of all claims, and of all that is asked about."""
    asked = {code for entry in found.of("unsettled") for code, _, _ in entry.candidates}
    return asked | {entry.code for entry in found.of("claim")}


def told_why(found):
    """Give the texts that are skipped for a reason that says why nobody in them counts, as one."""
    told = (entry.text.casefold() for entry in found.of("skipped") if entry.reason in TOLD)
    return " ; ".join(" ".join(text.split()) for text in told)


@examples(2000)
@given(lists())
def test_each_regency_named_counts_or_is_asked_about_or_told_why_it_is_passed_over_and_no_other_counts(drawn):
    text, named = drawn
    found = read(lines_of_any(text, "list.txt", categories=CATEGORIES))

    codes, told = asked_or_counted(found), told_why(found)
    lost = [name for name in named if meant(name).isdisjoint(codes) and name.casefold() not in told]
    made_up = {entry.code for entry in found.of("claim")} - set().union(*map(meant, named))
    assert (lost, made_up) == ([], set())
