"""On the slide on how well it is known no doubt is lost: it is shown beside what it doubts, or counted."""

import io

from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from kkpham_analysis.language import Words
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.forms.pptx import look_of, room_of, written
from kkpham_analysis.reports.forms.pptx_last import slides_of_evidence
from kkpham_analysis.reports.page import PageHead, Part

from .office_report import notebook, table
from .test_pptx import OFFICES

RULE = ("Aturan: lebih dari 60 %. Dua sumber menyatakan aturan lain.", "Menurut aturan lain, satu tidak lagi berlaku.")
KNOWN = "Dua sumber memuat daftarnya."


def texts_of(slide):
    return [paragraph.text for shape in slide.shapes if shape.has_text_frame and shape != slide.shapes.title
            for paragraph in shape.text_frame.paragraphs]  # fmt: skip


def evidence(lede, *, parts=0, known=KNOWN):
    """Give the slides between the others and the sources, and how many slides there are."""
    head = PageHead("KKP HAM 2023", "Tujuh dari sepuluh", lede, known=known, rule=RULE)
    others = [Part(f"Bagian {i}", table(), finding=f"Temuan {i}") for i in range(parts)]
    made = written(notebook(head, *others, figure=False), language="id")
    slides = list(Presentation(io.BytesIO(made)).slides)
    return [slide for slide in slides if slide.shapes.title.text.startswith(KNOWN.rstrip("."))], len(slides)


def test_the_rule_stands_with_whoever_says_otherwise_behind_how_well_it_is_known():
    lede = f"Itu 70 %. {RULE[1]} {KNOWN} Itu belum semua. Dihitung dari semua. {RULE[0]}"
    [slide], _ = evidence(lede, known=f"{KNOWN} Itu belum semua.")
    assert texts_of(slide)[:5] == ["Itu belum semua.", *RULE, "Itu 70 %.", "Dihitung dari semua."]


def test_where_it_has_no_room_there_the_rule_stands_first():
    known = " ".join([KNOWN, *(f"Kalimat {'panjang ' * 20}ke-{i}x." for i in range(12))])
    slides, _ = evidence(f"{known} {' '.join(RULE)}", known=known)
    assert texts_of(slides[0])[:2] == [*RULE]


def test_what_has_no_room_goes_on_on_a_second_slide_where_there_may_be_one():
    lede = " ".join([KNOWN, *RULE, *(f"Kalimat {'panjang ' * 20}ke-{i}x." for i in range(12))])
    slides, number = evidence(lede)
    assert [slide.shapes.title.text for slide in slides] == [f"{KNOWN[:-1]} ({i} dari 2)" for i in (1, 2)]
    shown = [text for slide in slides for text in texts_of(slide)]
    assert [f"ke-{i}x" for i in range(12) if not any(f"ke-{i}x." in text for text in shown)] == []
    assert not any("lagi ada dalam catatan" in text for text in shown)
    assert "ke-11x." in slides[1].notes_slide.notes_text_frame.text
    assert number == 4


def test_where_there_is_no_place_for_a_second_slide_the_sentences_without_room_are_counted():
    lede = " ".join([KNOWN, *RULE, *(f"Kalimat {'panjang ' * 20}ke-{i}x." for i in range(12))])
    [slide], number = evidence(lede, parts=9)
    shown = texts_of(slide)
    missing = [i for i in range(12) if not any(f"ke-{i}x." in text for text in shown)]
    # Of what is not shown here it is said too which titles stand in the report.
    assert f"{len(missing)} kalimat lagi ada dalam catatan pembicara." in shown
    assert (shown[0], number) == (RULE[0], 10)
    assert "ke-11x." in slide.notes_slide.notes_text_frame.text


ROOMS = [room_of(look_of(template), Words("id")) for template in OFFICES]


@given(lengths=st.lists(st.integers(1, 60), max_size=14), most=st.sampled_from([1, 2]), room=st.sampled_from(ROOMS))
def test_every_sentence_is_shown_or_counted_and_the_rule_is_never_without_who_says_otherwise(lengths, most, room):
    said = [f"Kalimat {'panjang ' * length}ke-{i}x." for i, length in enumerate(lengths)]
    head = PageHead("KKP HAM 2023", "Tujuh", " ".join([KNOWN, *RULE, *said]), known=KNOWN, rule=RULE)
    slides = slides_of_evidence(document_of(notebook(head, figure=False), language="id"), ["Tanpa peta."], room, most)
    shown = [text for slide in slides for text in slide.body]
    missing = [text for text in ("Tanpa peta.", *RULE, *said) if text not in shown]
    counted = [int(text.split()[0]) for text in shown if "kalimat lagi ada dalam catatan" in text]
    assert counted == ([len(missing)] if missing else [])
    assert shown[0] == RULE[0]
    assert all(text in " ".join(note for slide in slides for note in slide.notes) for text in missing)
    assert len(slides) <= most
