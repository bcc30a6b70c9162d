"""What slides and Word files say is held against what they said, and told by where it stands."""

from docx import Document
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from kkpham_analysis.reports.comparing import Moved
from kkpham_analysis.reports.office_moved import office_moved

PLACE = Cm(1), Cm(4), Cm(10), Cm(5)


def deck(path, *slides):
    """Slides, each with its title, a text, its notes, the values of a chart and the cells of a table."""
    presentation = Presentation()
    for title, text, notes, values, cells in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = title
        slide.shapes.add_textbox(*PLACE).text_frame.text = text
        slide.notes_slide.notes_text_frame.text = notes
        data = CategoryChartData()
        data.categories = list(values)
        data.add_series("share", list(values.values()))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *PLACE, data)
        table = slide.shapes.add_table(2, 2, *PLACE).table
        for number, cell in enumerate(cells):
            table.cell(number // 2, number % 2).text = cell
    presentation.save(path)
    return path


def moved(tmp_path, old, new):
    return office_moved("pptx", deck(tmp_path / "old.pptx", *old), deck(tmp_path / "new.pptx", *new))


ONE = ("26 provinces", "10 are higher", "Read it so", {"Kaltim · 7 of 10": 0.7, "Jambi · 1 of 11": 0.1},
       ("Place", "2023", "Berau", "yes"))  # fmt: skip


def test_slides_that_say_the_same_have_not_moved(tmp_path):
    assert moved(tmp_path, [ONE], [ONE]) == []


def test_each_number_of_a_slide_that_moved_is_named_with_the_slide_and_its_place(tmp_path):
    now = ("25 provinces", "9 are higher", "Read it so", {"Kaltim · 6 of 10": 0.6}, ("Place", "2023", "Berau", "no"))
    assert moved(tmp_path, [("Start", "", "", {"a": 1.0}, ("", "", "", "")), ONE],
                 [("Start", "", "", {"a": 1.0}, ("", "", "", "")), now]) == [
        Moved("slide", "2. 25 provinces", "", "title", "26 provinces", "25 provinces"),
        Moved("slide", "2. 25 provinces", "", "text", "10 are higher", "9 are higher"),
        Moved("slide", "2. 25 provinces", "Kaltim · 6 of 10", "share", "0.7", "0.6"),
        Moved("slide", "2. 25 provinces", "Berau", "2023", "yes", "no"),
        Moved("slide", "2. 25 provinces", "Jambi · 1 of 11", "share", "0.1", ""),
    ]  # fmt: skip


def test_a_name_of_a_chart_at_which_nothing_is_drawn_says_no_value(tmp_path):
    was, now = ({"Kaltim": value} for value in (0.5, None))
    assert moved(tmp_path, [("Shares", "", "", was, ("",) * 4)], [("Shares", "", "", now, ("",) * 4)]) == [
        Moved("slide", "1. Shares", "Kaltim", "share", "0.5", "")
    ]


def test_a_slide_that_is_new_or_gone_is_named_once(tmp_path):
    assert moved(tmp_path, [ONE], [ONE, ("More", "all", "of it", {"b": 2.0}, ("1", "2", "3", "4"))]) == [
        Moved("slide", "2. More", "", "", "", "More")
    ]


def test_what_a_word_file_says_otherwise_is_named_by_its_heading(tmp_path):
    paths = []
    for number in ("10", "9"):
        document = Document()
        document.add_heading("Shares", 1)
        document.add_paragraph(f"{number} are higher")
        table = document.add_table(2, 2)
        for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Place", "2023", "Berau", number),
                              strict=True):  # fmt: skip
            cell.text = text
        document.save(tmp_path / f"{number}.docx")
        paths.append(tmp_path / f"{number}.docx")
    assert office_moved("docx", *paths) == [
        Moved("word", "Shares", "", "text", "10 are higher", "9 are higher"),
        Moved("word", "Shares", "Berau", "2023", "10", "9"),
    ]
