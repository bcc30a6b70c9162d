"""Whatever is wrong in `data/raw` is told at once, with file, line, column and remedy, and nothing is lost."""

import pandas as pd
import pytest
from shapely import Point, box

from kkpham_analysis.reports.building import build

CLAIMS = "awards/award_claims.csv"
BANDS = "indicators/regulation_bands.csv"
CLAIMS_HEADER = "award_year,regency_code,category,score,certainty,source_id,note"


@pytest.mark.parametrize(
    ("path", "old", "new", "sentences"),
    [
        pytest.param(
            CLAIMS,
            "2022,6401,participated,,stated,K2,",
            "2022,6401,participated,,stated",
            [f"{CLAIMS} line 2: has 5 fields instead of 7; fill in what is missing, or its commas."],
            id="a broken row",
        ),
        pytest.param(
            CLAIMS,
            "the news differs",
            "the news, it differs",
            [f'{CLAIMS} line 4: has 8 fields instead of 7; put a value with commas between quotation marks "".'],
            id="a comma too many",
        ),
        pytest.param(
            CLAIMS,
            "2022,6401,participated,,stated,K2,\n",
            "2022,6401,participated,,stated,K2,\n" * 2,
            [
                f"{CLAIMS} line 3, column award_year+regency_code+source_id: '2022, 6401, K2' "
                "stands in line 2 already; keep one of them."
            ],
            id="a doubled row",
        ),
        pytest.param(
            "regions/regencies.csv",
            "6571,65,kota,Tarakan,Kota Tarakan,Tarakan,3.5,115.5,250.8,240000,2013-01-01\n",
            "",
            [
                f"{CLAIMS} line 5, column regency_code: '6571' is not a known regency_code; see regions/regencies.csv.",
                "boundaries/regencies.parquet feature 6, column regency_code: '6571' is not a known regency_code; "
                "see regions/regencies.csv.",
                "regions/bps_codes.csv line 7, column regency_code: '6571' is not a known regency_code; "
                "see regions/regencies.csv.",
            ],
            id="a missing row",
        ),
        pytest.param(
            CLAIMS,
            "2023,6401,peduli,88.5,stated,K1,\n",
            "2023,6401,peduli,88.5,stated,K1,\n\n,,,,,,\n",
            [f"{CLAIMS} line 4: is blank; delete the line.", f"{CLAIMS} line 5: is blank; delete the line."],
            id="blank rows",
        ),
        pytest.param(
            CLAIMS,
            "2022,6401,participated",
            f"{CLAIMS_HEADER}\n2022,6401,participated",
            [f"{CLAIMS} line 2: repeats the header; delete the line."],
            id="the header again",
        ),
        pytest.param(
            CLAIMS,
            "2022,6401,participated,,stated,K2,",
            "2022,101,menang,lots,sure,X9,",
            [
                f"{CLAIMS} line 2, column category: 'menang' is not a known category; see awards/categories.csv.",
                f"{CLAIMS} line 2, column certainty: 'sure' is not a value of this column; "
                "use one of: stated, blanket, derived, uncertain.",
                f"{CLAIMS} line 2, column regency_code: '101' is not a regency code of four digits; "
                "see regions/regencies.csv.",
                f"{CLAIMS} line 2, column score: 'lots' is not a number with a decimal point and without thousands "
                "marks; write it like 70.5.",
                f"{CLAIMS} line 2, column source_id: 'X9' is not a known source_id; see awards/sources.csv.",
            ],
            id="unknown codes and values in one row",
        ),
        pytest.param(
            CLAIMS,
            "2022,6401,participated,,stated,K2,",
            "22,,participated,101, stated,K2,",
            [
                f"{CLAIMS} line 2, column award_year: '22' is not a year from 2000 to 2099; write it like 2023.",
                f"{CLAIMS} line 2, column certainty: ' stated' has spaces around it; remove them.",
                f"{CLAIMS} line 2, column regency_code: is empty; fill it in; the column may not be empty.",
                f"{CLAIMS} line 2, column score: '101' is outside the limits of this column (0…100); check the value.",
            ],
            id="years, gaps, limits and spaces",
        ),
        pytest.param(
            CLAIMS,
            f"{CLAIMS_HEADER}\n2022,6401",
            f"{CLAIMS_HEADER.replace('regency_code', 'kode')}\n2022,9999",
            [
                f"{CLAIMS} line 1, column kode: 'kode' is not a column of this table; "
                f"did you mean regency_code? the header must be {CLAIMS_HEADER}.",
                f"{CLAIMS} line 1, column regency_code: 'regency_code' is missing from the header; "
                f"the header must be {CLAIMS_HEADER}.",
                f"{CLAIMS} line 2, column regency_code: '9999' is not a known regency_code; see regions/regencies.csv.",
            ],
            id="a column by another name, and what is wrong in it",
        ),
        pytest.param(
            CLAIMS,
            "regency_code,category,score",
            "regencycode,category,extra",
            [
                f"{CLAIMS} line 1, column extra: 'extra' is not a column of this table; remove it; "
                f"the header must be {CLAIMS_HEADER}.",
                f"{CLAIMS} line 1, column regency_code: 'regency_code' is missing from the header; "
                f"the header must be {CLAIMS_HEADER}.",
                f"{CLAIMS} line 1, column regencycode: 'regencycode' is not a column of this table; "
                f"did you mean regency_code? the header must be {CLAIMS_HEADER}.",
                f"{CLAIMS} line 1, column score: 'score' is missing from the header; "
                f"the header must be {CLAIMS_HEADER}.",
            ],
            id="a wrong header",
        ),
        pytest.param(
            CLAIMS,
            CLAIMS_HEADER,
            "a,b,c,d,e,f,g",
            [f"{CLAIMS} line 1: 'a,b,c,d,e,f,g' is not the header of this table; the header must be {CLAIMS_HEADER}."],
            id="no header",
        ),
        pytest.param(
            CLAIMS,
            "award_year,regency_code,category,score",
            "award_year,regency_code,category,category",
            [
                f"{CLAIMS} line 1, column category: 'category' stands in the header twice; keep one of the columns.",
                f"{CLAIMS} line 1, column score: 'score' is missing from the header; "
                f"the header must be {CLAIMS_HEADER}.",
            ],
            id="a doubled column",
        ),
        pytest.param(
            "regions/bps_codes.csv",
            "regency_code,bps_code_2020",
            "bps_code_2020,regency_code",
            [
                "regions/bps_codes.csv line 1: has its columns in another order; "
                "the header must be regency_code,bps_code_2020."
            ],
            id="columns in another order",
        ),
        pytest.param(
            CLAIMS,
            "the news differs",
            '"the \'news" differs',
            [
                f"{CLAIMS} line 4: has a quotation mark that is not closed or not doubled; "
                'write " inside a quoted field as "".'
            ],
            id="a bad quotation",
        ),
        pytest.param(
            CLAIMS,
            "the news differs\n",
            '"the news differs\n',
            [
                f"{CLAIMS} line 4: has a quotation mark that is not closed or not doubled; "
                'write " inside a quoted field as "".'
            ],
            id="a quotation never closed",
        ),
        pytest.param(
            CLAIMS,
            "the news differs\n2023,6571,peduli,,blanket,K2,\n",
            '"the news differs\n2023,6571,peduli,,blanket,K2,"\n',
            [
                f"{CLAIMS} line 4, column note: 'the news differs\\n2023,6571,peduli,,blanket,K2,' holds a line break; "
                "write it in one line; a quotation mark may not be closed."
            ],
            id="a quotation that swallows a row",
        ),
        pytest.param(
            CLAIMS,
            "the news differs",
            "x" * 200_000,
            [
                f"{CLAIMS} line 4: holds a field of more than 131072 characters; "
                "look for a quotation mark that is never closed, or shorten it."
            ],
            id="a huge field",
        ),
        pytest.param(
            CLAIMS,
            "the news differs",
            "the\0news",
            [f"{CLAIMS} line 4, column note: 'the\\x00news' holds a NUL byte; write the value again."],
            id="a NUL byte",
        ),
        pytest.param(
            CLAIMS,
            "peduli,88.5,stated",
            "peduli," + "9" * 5000 + ",stated",
            [
                f"{CLAIMS} line 3, column score: '{'9' * 59}…' is not a number with a decimal point and without "
                "thousands marks; write it like 70.5."
            ],
            id="a number without end",
        ),
        pytest.param(
            "regions/regencies.csv",
            "6502,65,kabupaten",
            "6502,64,kabupaten",
            [
                "regions/regencies.csv line 6, column province_code: '64' is not the province of regency_code 6502; "
                "the first two digits of a regency code are its province's: 65."
            ],
            id="a regency in another province than its code says",
        ),
        pytest.param(
            "awards/rules.csv",
            "2020,2022,province",
            "2020,2023,province",
            [
                "awards/rules.csv line 3, column award_year_from: '2023' overlaps the rule of line 2; "
                "let each round have one rule."
            ],
            id="two rules for one round",
        ),
        pytest.param(
            "indicators/regulations.csv",
            "Peduli HAM,Caring,2022,2024,1,1,M1\n",
            "Peduli HAM,Caring,2022,2024,1,1,M1\n23/2024,Aturan,Patuh HAM,Complying,2024,2026,1,1,M1\n",
            [
                "indicators/regulations.csv line 3, column award_year_from: '2024' is already covered by the "
                "regulation of line 2; end the earlier one in award_year_to, so that each round is judged by one "
                "regulation."
            ],
            id="two regulations for one round",
        ),
        pytest.param(
            BANDS,
            "10,,90,,,%",
            "10,,50,,,%",
            [f"{BANDS} line 2: holds values that the band of line 3 holds too; let each value be in one band only."],
            id="two bands for one value",
        ),
        pytest.param(
            BANDS,
            "6,,50,,90,%",
            "6,40,50,,90,%",
            [
                f"{BANDS} line 3, column value_from: '50' is a second limit at the same end, beside above; "
                "give one lower and one upper limit at most."
            ],
            id="two limits at one end of a band",
        ),
        pytest.param(
            BANDS,
            "6,,50,,90,%",
            "6,,50,,50,%",
            [f"{BANDS} line 3, column below: '50' leaves no value in the band of this line; check the value."],
            id="a band of no value",
        ),
        pytest.param(
            BANDS,
            "6,,50,,90,%",
            "6,,50,,90,",
            [
                f"{BANDS} line 3, column unit: is empty, though the band has limits; "
                "write the unit of the values, such as %."
            ],
            id="a band without unit",
        ),
        pytest.param(
            "awards/rules.csv",
            "2020,2022,province",
            "2020,2019,province",
            ["awards/rules.csv line 2, column award_year_to: '2019' is before award_year_from 2020; check the value."],
            id="a rule that ends before it begins",
        ),
        pytest.param(
            "awards/rules.csv",
            "participants,K1;K2,",
            "participants,K1;K7,",
            ["awards/rules.csv line 2, column source_ids: 'K7' is not a known source_id; see awards/sources.csv."],
            id="an unknown id in a list",
        ),
        pytest.param(
            "awards/rules.csv",
            "K2,>=60%,",
            "K2,>=60%;>50%,",
            [
                "awards/rules.csv line 3, column dissenting_rules: '>=60%;>50%' does not hold one rule for each source "
                "in dissenting_source_ids (rules: 2, sources: 1); write one rule for each source, in the same order."
            ],
            id="more rules than sources that give them",
        ),
        pytest.param(
            "awards/rules.csv",
            "K2,>=60%,",
            ",>=60%,",
            [
                "awards/rules.csv line 3, column dissenting_rules: '>=60%' does not hold one rule for each source in "
                "dissenting_source_ids (rules: 1, sources: 0); write one rule for each source, in the same order."
            ],
            id="a rule that nobody gives",
        ),
        pytest.param(
            "awards/province_claims.csv",
            "64,complete_list,1,",
            "64,complete_list,2,",
            [
                "awards/province_claims.csv line 3, column value: '2' is neither 1 (yes) nor 0 (no), which is what "
                "complete_list takes; check the value."
            ],
            id="a yes that is neither yes nor no",
        ),
        pytest.param(
            "awards/province_claims.csv",
            "awarded_regencies,1,",
            "awarded_regencies,1.5,",
            [
                "awards/province_claims.csv line 2, column value: '1.5' is no whole number, but awarded_regencies is "
                "a count; check the value."
            ],
            id="a part of a regency",
        ),
        pytest.param(
            "awards/province_claims.csv",
            "awarded_regencies,1,",
            "share_percent,101,",
            [
                "awards/province_claims.csv line 2, column value: '101' is over 100 percent for share_percent; "
                "check the value."
            ],
            id="more than all",
        ),
        *[
            pytest.param(
                "awards/national_claims.csv",
                "2023,awarded",
                f"{year},awarded",
                [
                    f"awards/national_claims.csv line 2, column award_year: '{year}' is the year of no round: no "
                    "regulation held in it, none was held, or no source is that recent; see "
                    "awards/years_without_round.csv, indicators/regulations.csv, awards/sources.csv."
                ],
                id=why,
            )
            for year, why in [(2021, "no round was held"), (2019, "before the first round"), (2025, "still to come")]
        ],
        pytest.param(
            "awards/sources.csv",
            "2023-12-10",
            "2023-02-30",
            ["awards/sources.csv line 2, column published_on: '2023-02-30' is not in the calendar; check the value."],
            id="a day that never was",
        ),
        pytest.param(
            "indicators/indicators_known.csv",
            "HIDUP",
            "HAK",
            [
                "indicators/indicators_known.csv line 2, column right_code: 'HAK' is not a known right_code "
                "for 22/2021; see indicators/rights.csv."
            ],
            id="an unknown pair",
        ),
    ],
)
def test_a_fault_is_told_with_line_column_and_remedy(rewrite, refused, path, old, new, sentences):
    rewrite(path, old, new)
    assert refused() == sentences


def test_a_broken_row_of_codes_accuses_no_row_that_uses_them(rewrite, refused):
    rewrite("awards/sources.csv", "K2,news,Berita,Koran,,2023-12,id", "K2,news,Berita,Koran,,2023-12")
    assert refused() == [
        "awards/sources.csv line 3: has 6 fields instead of 7; fill in what is missing, or its commas."
    ]


def test_faults_of_all_files_are_told_at_once_and_in_order(data, rewrite, refused):
    rewrite(CLAIMS, "2023,6571,peduli", "2023,6599,peduli")
    rewrite("regions/provinces.csv", "2012-11-16", "16/11/2012")
    rewrite("indicators/regulation_classes.csv", "75,certain", "75,sure")
    (data / "raw" / "awards" / "rules.csv").unlink()
    (data / "raw" / "awards" / "rule_claims.csv").write_bytes(b"")
    (data / "raw" / "boundaries" / "regencies.parquet").write_bytes(b"PAR1 not so")
    told = refused()
    assert [sentence.split(": ")[0] for sentence in told] == [
        f"{CLAIMS} line 5, column regency_code",
        "awards/rule_claims.csv",
        "awards/rules.csv",
        "boundaries/regencies.parquet",
        "indicators/regulation_classes.csv line 2, column certainty",
        "regions/provinces.csv line 3, column valid_from",
    ]


def test_a_file_that_is_missing_or_a_folder_or_empty_is_named(data, refused):
    raw = data / "raw"
    (raw / "regions" / "bps_codes.csv").unlink()
    (raw / "awards" / "rule_claims.csv").unlink()
    (raw / "awards" / "rule_claims.csv").mkdir()
    (raw / "awards" / "national_claims.csv").write_bytes(b"\xef\xbb\xbf \n")
    (raw / "indicators" / "worked_scores.csv").write_text(
        "award_year,regency,regulation,given,published_total,published_category,source_ids\n"
    )
    assert refused() == [
        "awards/national_claims.csv: is empty; restore it from its source or from git.",
        "awards/rule_claims.csv: cannot be read (Is a directory); make it a file that you may read.",
        "indicators/worked_scores.csv: holds a header and no rows; restore it from its source or from git.",
        "regions/bps_codes.csv: is missing; put it back, with the header regency_code,bps_code_2020.",
    ]


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        pytest.param(
            "cp1252",
            "awards/sources.csv line 3: is not UTF-8 (byte 0xe9, which is 'é' in Windows-1252); "
            "save the file as UTF-8.",
            id="Windows-1252",
        ),
        pytest.param("utf-16", "awards/sources.csv line 1: is written in UTF-16; save the file as UTF-8.", id="UTF-16"),
        pytest.param(
            "utf-16-be", "awards/sources.csv line 1: is written in UTF-16; save the file as UTF-8.", id="without a mark"
        ),
    ],
)
def test_another_encoding_is_named_and_the_rows_are_checked_all_the_same(data, rewrite, refused, encoding, sentence):
    rewrite("awards/sources.csv", "K2,news,Berita", "K2,gossip,Berité")
    file = data / "raw" / "awards" / "sources.csv"
    file.write_bytes(file.read_text("utf-8").encode(encoding))
    assert sorted(refused()) == sorted([
        sentence,
        "awards/sources.csv line 3, column kind: 'gossip' is not a value of this column; "
        "use one of: regulation, ministry, government, news.",
    ])  # fmt: skip


def test_lines_in_another_encoding_are_counted(data, rewrite, refused):
    rewrite("awards/sources.csv", "Keputusan", "Képutusan")
    rewrite("awards/sources.csv", "Berita", "Bérita")
    file = data / "raw" / "awards" / "sources.csv"
    file.write_bytes(file.read_text("utf-8").encode("cp1252"))
    assert refused() == [
        "awards/sources.csv line 2: is not UTF-8 (byte 0xe9, which is 'é' in Windows-1252), nor are other lines: "
        "2 in all; save the file as UTF-8."
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(data, hashes):
    before = hashes(data)
    for file in (data / "raw").rglob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    result = build(data)
    assert result.faults == []
    assert {**hashes(data), "manifest.json": ""} == {**before, "manifest.json": ""}


@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_another_delimiter_is_named_and_the_rows_are_checked_all_the_same(data, refused, delimiter, name):
    file = data / "raw" / "regions" / "bps_codes.csv"
    file.write_text(file.read_text().replace("6471,6471", "6471,bps").replace(",", delimiter))
    assert refused() == [
        f"regions/bps_codes.csv line 1: has {name} between its fields; save it with commas (CSV, comma-separated).",
        "regions/bps_codes.csv line 4, column bps_code_2020: 'bps' is not a BPS code of four digits; "
        "write it like 6471.",
    ]


def test_what_is_wrong_with_boundaries_is_told_by_feature(data, squares, refused):
    boundaries, by_code = squares
    by_code["6402"] = None
    by_code["6471"] = Point(115, 0)
    by_code["6501"] = box(1.5, 115, 2.5, 116)
    by_code["9999"] = by_code.pop("6571")
    frame = boundaries(by_code)
    pd.concat([frame, frame.iloc[:1]]).to_parquet(data / "raw" / "boundaries" / "regencies.parquet")
    file = "boundaries/regencies.parquet"
    assert refused() == [
        f"{file}, column regency_code: '6571' has no boundary; add its area, or see regions/regencies.csv line 7.",
        f"{file} feature 2, column geometry: holds no polygon; give it the polygon of its area.",
        f"{file} feature 3, column geometry: holds no polygon; give it the polygon of its area.",
        f"{file} feature 4, column geometry: lies outside Indonesia (94…142, -12…7); check the value.",
        f"{file} feature 6, column regency_code: '9999' is not a known regency_code; see regions/regencies.csv.",
        f"{file} feature 7, column regency_code: '6401' stands in feature 1 already; keep one of them.",
    ]


@pytest.mark.parametrize("crs", [32750, None])
def test_boundaries_in_another_system_are_refused(data, squares, refused, crs):
    boundaries, by_code = squares
    frame = boundaries(by_code)
    frame = frame.to_crs(crs) if crs else frame.set_crs(None, allow_override=True)
    frame.to_parquet(data / "raw" / "boundaries" / "regencies.parquet")
    assert refused() == [
        "boundaries/regencies.parquet: is not in WGS 84 (EPSG:4326); convert it with GeoDataFrame.to_crs(4326)."
    ]


def test_boundaries_without_codes_or_shapes_are_refused(data, refused):
    file = data / "raw" / "boundaries" / "regencies.parquet"
    pd.DataFrame({"kode": ["6401"]}).to_parquet(file)
    assert refused() == [
        "boundaries/regencies.parquet, column geometry: 'geometry' is missing from the header; "
        "the header must be regency_code,geometry.",
        "boundaries/regencies.parquet, column regency_code: 'regency_code' is missing from the header; "
        "the header must be regency_code,geometry.",
    ]


def test_an_area_that_lies_within_another_is_told(data, squares, refused):
    boundaries, by_code = squares
    by_code["6402"] = by_code["6401"]
    boundaries(by_code).to_parquet(data / "raw" / "boundaries" / "regencies.parquet")
    (told,) = refused()
    assert told.startswith("boundaries/regencies.parquet: cannot be made into the table boundaries (no area is left")


def test_hostile_values_are_shown_cut_and_without_their_control_characters(rewrite, refused):
    rewrite(CLAIMS, "2023,6571,peduli", "2023,6571,\x1b[2J\u202e\u2028" + "{x}%s" * 1000)
    (told,) = refused()
    assert told.isprintable()
    assert told.startswith(f"{CLAIMS} line 5, column category: '\\x1b[2J\\u202e\\u2028{{x}}%s")
    assert len(told) < 200


def test_a_hostile_header_is_shown_cut(rewrite, refused):
    rewrite(CLAIMS, "category,score", "category,score,\x1b]0;" + "x" * 50_000)
    assert all(sentence.isprintable() and len(sentence) < 400 for sentence in refused())


def test_a_measure_may_count_any_title_there_is_and_no_other(data, rewrite, refused):
    old = "2023,64,awarded_regencies,1,stated,K1,\n"
    more = "".join(
        f"2023,64,{measure}_regencies,1,stated,K2,\n" for measure in ("cukup_peduli", "awarded_or_cukup", "sangat")
    )
    rewrite("awards/province_claims.csv", old, old + more)
    (fault,) = refused()
    assert fault == (
        "awards/province_claims.csv line 5, column measure: 'sangat_regencies' is not a value of this column; use one "
        "of: awarded_regencies, participating_regencies, total_regencies, complete_list, province_award, "
        "best_province_award, share_percent, peduli_regencies, cukup_peduli_regencies, participated_regencies."
    )


def a_title_more(rewrite):
    """Give a later regulation a title that is called much the same as one of the regulation of 2023."""
    rewrite("awards/categories.csv", "participated,", "cukup_patuh,0,7,Cukup Patuh,Fairly compliant,\nparticipated,")
    regulation = "22/2021,Permenkumham 22/2021,Peduli HAM,Caring,2022,2024,1,1,M1\n"
    other = "99/2030,Peraturan 99/2030,Patuh HAM,Complying,2030,2034,0,0,M1\n"
    rewrite("indicators/regulations.csv", regulation, regulation + other)
    old = "22/2021,peduli,75,certain,M1,\n"
    classes = "22/2021,cukup_peduli,65,certain,M1,\n99/2030,cukup_patuh,50,certain,M1,\n"
    rewrite("indicators/regulation_classes.csv", old, old + classes)


def test_a_title_that_is_cut_short_is_one_of_the_regulation_of_its_round(data, rewrite):
    a_title_more(rewrite)
    old = "2023,64,awarded_regencies,1,stated,K1,\n"
    rewrite("awards/province_claims.csv", old, old + "2023,64,awarded_or_cukup_regencies,1,stated,K2,\n")

    assert build(data).faults == []
    measures = pd.read_parquet(data / "processed" / "province_claims.parquet")["measure"].tolist()
    assert measures == ["awarded_or_cukup_peduli_regencies", "awarded_regencies", "complete_list"]


def test_a_title_cut_so_short_that_it_is_two_of_one_regulation_is_refused_with_both(rewrite, refused):
    a_title_more(rewrite)
    rewrite("indicators/regulation_classes.csv", "99/2030,cukup_patuh", "22/2021,cukup_patuh")
    old = "2023,64,awarded_regencies,1,stated,K1,\n"
    rewrite("awards/province_claims.csv", old, old + "2023,64,awarded_or_cukup_regencies,1,stated,K2,\n")
    assert refused() == [
        "awards/province_claims.csv line 3, column measure: 'awarded_or_cukup_regencies' cuts a title to 'cukup', "
        "with which several begin; use one of: cukup_peduli, cukup_patuh."
    ]


def test_a_source_that_counts_one_thing_in_two_ways_of_writing_it_is_refused(rewrite, refused):
    old = "2023,64,awarded_regencies,1,stated,K1,\n"
    more = "".join(f"2023,64,{name}_regencies,1,stated,K2,\n" for name in ("cukup_peduli", "cukup"))
    rewrite("awards/province_claims.csv", old, old + more)
    assert refused() == [
        "awards/province_claims.csv line 4, column measure: 'cukup_regencies' counts what line 3 counts already; "
        "keep one of them."
    ]
