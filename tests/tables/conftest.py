"""A whole data folder in small: two provinces of squares, six regencies; built once, copied for each test."""

import hashlib
import shutil

import geopandas as gpd
import pytest
from shapely import box

from kkpham_analysis.language import Words
from kkpham_analysis.reports.building import build

RAW = {
    "regions/provinces.csv": """\
province_code,name_id,name_en,island_group,valid_from
64,Kalimantan Timur,East Kalimantan,Kalimantan,
65,Kalimantan Utara,North Kalimantan,Kalimantan,2012-11-16
""",
    "regions/regencies.csv": """\
regency_code,province_code,type,name,full_name,capital,latitude,longitude,area_km2,population,valid_from
6401,64,kabupaten,Paser,Kabupaten Paser,Tana Paser,-1.5,115.5,7730.5,300000,
6402,64,kabupaten,Kutai,Kabupaten Kutai,,-0.5,115.5,,700000,
6471,64,kota,Kutai,Kota Kutai,Kutai,0.5,115.5,500,600000,
6501,65,kabupaten,Bulungan,Kabupaten Bulungan,Tanjung Selor,1.5,115.5,13925.72,150000,
6502,65,kabupaten,Malinau,Kabupaten Malinau,Malinau,2.5,115.5,40088,80000,
6571,65,kota,Tarakan,Kota Tarakan,Tarakan,3.5,115.5,250.8,240000,2013-01-01
""",
    "regions/province_changes.csv": """\
regency_code,full_name,province_code,previous_province_code,changed_on
6501,Kabupaten Bulungan,65,64,2012-11-16
""",
    "regions/bps_codes.csv": """\
regency_code,bps_code_2020
6401,6402
6402,6401
6471,6471
6501,6501
6502,6502
6571,6571
""",
    "regions/place_names.csv": """\
alias,code,level,kind,source,note
Kaltim,64,province,abbreviation,common use,
Bul,6501,regency,abbreviation,common use,
""",
    "boundaries/names.csv": """\
shape_id,boundary_name,regency_code
1,Paser,6401
2,Kutai,6402
""",
    "awards/categories.csv": """\
category,is_compliant,order,label_id,label_en,note
peduli,1,1,Peduli HAM,Cares for human rights,
cukup_peduli,0,2,Cukup Peduli HAM,Fairly caring,
participated,,3,Peserta,Participated,the result is not said
""",
    "awards/sources.csv": """\
source_id,kind,title,publisher,url,published_on,language
K1,ministry,Keputusan,Kementerian,https://example.org/1,2023-12-10,id
K2,news,Berita,Koran,,2023-12,id
""",
    "awards/award_claims.csv": """\
award_year,regency_code,category,score,certainty,source_id,note
2022,6401,participated,,stated,K2,
2023,6401,peduli,88.5,stated,K1,
2023,6401,cukup_peduli,,stated,K2,the news differs
2023,6571,peduli,,blanket,K2,
""",
    "awards/province_claims.csv": """\
award_year,province_code,measure,value,certainty,source_id,note
2023,64,awarded_regencies,1,stated,K1,
2023,64,complete_list,1,stated,K1,
""",
    "awards/national_claims.csv": """\
award_year,measure,value,certainty,source_id,note
2023,awarded_regencies,2,stated,K1,
""",
    "awards/years_without_round.csv": """\
award_year,source_ids,note
2021,K1,no round
""",
    "awards/rule_claims.csv": """\
award_year,measure,value,source_id,note
2023,rule,more than 60 percent,K1,
""",
    "awards/rules.csv": """\
award_year_from,award_year_to,level,operator,threshold_percent,denominator,source_ids,dissenting_source_ids,dissenting_rules,note
2020,2022,province,>=,50,participants,K1;K2,,,
2023,2023,province,>,60,regencies,K1,K2,>=60%,
""",
    "indicators/regulations.csv": """\
regulation,name_id,award_id,award_en,award_year_from,award_year_to,rights,indicators,source_ids
22/2021,Permenkumham 22/2021,Peduli HAM,Caring,2022,2024,1,1,M1
""",
    "indicators/regulation_settings.csv": """\
regulation,setting,of,value,certainty,source_ids,note
22/2021,formula,,mean_of_rights,likely,M1,
""",
    "indicators/regulation_classes.csv": """\
regulation,category,points_from,certainty,source_ids,note
22/2021,peduli,75,certain,M1,
""",
    "indicators/regulation_bands.csv": """\
regulation,indicator_no,points,above,value_from,value_to,below,unit,certainty,source_ids,note
22/2021,1,10,,90,,,%,certain,M1,
22/2021,1,6,,50,,90,%,likely,M1,
22/2021,1,0,,,,,,certain,M1,
""",
    "indicators/regulation_labels.csv": """\
regulation,kind,name,label_id,label_en,source_ids,note
22/2021,type,struktur,struktur,structure,M1,
""",
    "indicators/catalogues.csv": """\
regulation,version,kind,title,publisher,url,loaded_on,note
22/2021,1,loaded,list.xlsx,Kementerian,,2024-01-05,
""",
    "indicators/catalogue_items.csv": """\
regulation,version,indicator_no,right_code,type,label_id,label_en,data_dukung_id,max_points,unit
22/2021,1,1,HIDUP,struktur,Perda,,,10,
""",
    "indicators/rights.csv": """\
regulation,right_code,name_id,name_en,group,source_ids,note
22/2021,HIDUP,Hak hidup,Right to life,sipol,M1,
""",
    "indicators/indicators_known.csv": """\
regulation,indicator_no,right_code,type,label_id,label_en,data_dukung_id,max_points,award_year_to,inferred,source_ids
22/2021,1,HIDUP,struktur,Perda,By-law,,10,,no,M1
""",
    "indicators/indicator_families.csv": """\
regulation,indicator_no,right_code,type,label_id,label_en,data_dukung_id,max_points,inferred,source_ids
22/2021,,SEMUA,proses,Anggaran,Budget,,,type,M1
""",
    "indicators/worked_scores.csv": """\
award_year,regency,regulation,given,published_total,published_category,source_ids
2023,Paser (Kalimantan Timur),22/2021,88 points,88.5,peduli,M1
""",
    "indicators/sources.csv": """\
source_id,title,publisher,url,published_on,language
M1,Permenkumham 22/2021,Kementerian,https://example.org/m1,2021,id
""",
    "awards/note_translations.csv": "note,note_id\nthe news differs,beritanya berbeda\n",
    "corrections.csv": "file,key,column,found,corrected,reason,source_id\n",
}
SQUARES = {code: box(115, south, 116, south + 1) for code, south in zip(
    ("6401", "6402", "6471", "6501", "6502", "6571"), range(-2, 4), strict=True
)}  # fmt: skip


def boundaries(squares=SQUARES, crs=4326):
    return gpd.GeoDataFrame({"regency_code": list(squares)}, geometry=list(squares.values()), crs=crs)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The small data folder, built; not to be changed."""
    folder = tmp_path_factory.mktemp("tiny") / "data"
    for path, text in RAW.items():
        file = folder / "raw" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    boundaries().to_parquet(folder / "raw" / "boundaries" / "regencies.parquet")
    result = build(folder)
    assert result.faults == []
    return folder


@pytest.fixture
def data(built, tmp_path):
    """A built data folder of its own."""
    return shutil.copytree(built, tmp_path / "data")


@pytest.fixture
def hashes():
    """Give the hash of each file of a processed folder."""

    def by_file(folder):
        files = sorted((folder / "processed").iterdir())
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    return by_file


@pytest.fixture
def refused(data, hashes):
    """Build a folder that has faults: give them, and see that the last good tables are whole."""

    def faults():
        before = hashes(data)
        result = build(data)
        assert not result.ok
        assert result.made == []
        assert hashes(data) == before
        assert not (data / ".processed-new").exists()
        for fault in result.faults:
            assert fault.sentence(Words("id")) != fault.sentence(Words("en"))
        return [str(fault) for fault in result.faults]

    return faults


@pytest.fixture
def rewrite(data):
    """Put other text into a raw file."""

    def replaced(path, old, new):
        file = data / "raw" / path
        content = file.read_bytes().decode("utf-8")
        assert content.count(old) == 1
        file.write_bytes(content.replace(old, new).encode("utf-8"))

    return replaced


@pytest.fixture
def squares():
    """Write a boundary file of the given squares."""
    return boundaries, dict(SQUARES)
