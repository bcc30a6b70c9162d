"""Every name in use leads to its place and to no other; what is not sure is asked, never guessed."""

import pickle
import random
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from kkpham_analysis.language import Words
from kkpham_analysis.tables.places.resolving import (
    AmbiguousPlaceError,
    CodesDoNotFitError,
    PlaceError,
    PlaceNotFoundError,
    UnsettledPlacesError,
    explain,
    key_of,
    name_of,
    place_keys,
    resolve_place,
    resolve_places,
    settle_codes,
    with_kemendagri_codes,
)
from kkpham_analysis.tables.schemas import PROCESSED

RAW = Path(__file__).parents[3] / "data" / "raw"


def raw(name):
    return pd.read_csv(RAW / f"{name}.csv", dtype="str")


PROVINCES, REGENCIES, NAMES, BPS = (
    raw(f"regions/{name}") for name in ("provinces", "regencies", "place_names", "bps_codes")
)
PLACES = place_keys(PROVINCES, REGENCIES, NAMES, BPS)
REGENCY_OF = dict(zip(REGENCIES["full_name"], REGENCIES["regency_code"], strict=True))

SMALL = place_keys(
    pd.DataFrame({"province_code": ["61"], "name_id": ["Kalimantan Barat"], "name_en": ["West Kalimantan"]}),
    pd.DataFrame(
        [
            ("6102", "61", "kabupaten", "Mempawah", "Kabupaten Mempawah"),
            ("6171", "61", "kota", "Pontianak", "Kota Pontianak"),
        ],
        columns=["regency_code", "province_code", "type", "name", "full_name"],
    ),
    pd.DataFrame(
        [("Kalbar", "61", "abbreviation"), ("Kabupaten Pontianak", "6102", "former")], columns=["alias", "code", "kind"]
    ),
    pd.DataFrame({"regency_code": ["6102", "6171"], "bps_code_2020": ["6104", "6171"]}),
)  # fmt: skip


def outcome(text, **context):
    """Give the code, or the kind of error and the codes it offers."""
    try:
        return resolve_place(text, PLACES, **context)
    except PlaceError as error:
        return error.kind, [code for code, _, _ in error.candidates]


def outcomes(texts):
    """Give the outcome of each text of a column; missed ones as the kind of error and the codes it offers."""
    column = pd.Series(list(texts))
    try:
        return list(resolve_places(column, PLACES))
    except UnsettledPlacesError as error:
        missed = {row: (miss.kind, [code for code, _, _ in miss.candidates]) for row, miss in error.misses}
    settled = resolve_places(column.drop(index=list(missed)), PLACES)
    return [missed.get(row, settled.get(row)) for row in column.index]


def test_place_keys_hold_every_way_of_writing():
    province = ("61", "province", None, "Kalimantan Barat", "61", "Kalimantan Barat")
    regency = ("6102", "regency", "kabupaten", "Kabupaten Mempawah", "61", "Kalimantan Barat")
    city = ("6171", "regency", "kota", "Kota Pontianak", "61", "Kalimantan Barat")
    expected = pd.DataFrame(
        [
            ("61", *province, "code"),
            ("6102", *regency, "code"),
            ("6171", *city, "code"),
            ("bps61", *province, "bps"),
            ("bps6104", *regency, "bps"),
            ("bps6171", *city, "bps"),
            ("kabupatenpontianak", *regency, "former"),
            ("kalbar", *province, "abbreviation"),
            ("kalimantanbarat", *province, "official"),
            ("mempawah", *regency, "official"),
            ("pontianak", *city, "official"),
            ("westkalimantan", *province, "english"),
        ],
        columns=["key", "code", "level", "type", "full_name", "province_code", "province", "kind"],
        dtype="str",
    )
    assert_frame_equal(SMALL, expected)


def test_place_keys_fit_their_schema():
    PROCESSED["place_keys"].typed_schema().validate(PLACES)


NICKNAMES = """
    Kaltim 64, Kalsel 63, Sumut 12, NTT 53, Babel 19, DIY 34, Kaltara 65, Kalbar 61, Kalteng 62, Sumbar 13,
    Papsel 93, Papteng 94, Papeg 95,
    Sumsel 16, Jabar 32, Jateng 33, Jatim 35, DKI 31, Jakarta 31, NTB 52, Kepri 21, Sulut 71, Sulteng 72,
    Sulsel 73, Sultra 74, Sulbar 76, Malut 82, Pabar 92, Kukar 6402, Kutim 6408, Kubar 6407, Mahulu 6411,
    PPU 6409, OKU 1601, OKI 1602, OKUS 1609, OKU Selatan 1609, OKUT 1608, OKU Timur 1608, PALI 1612, Muba 1606,
    Muratara 1613, Tubaba 1812, Tuba 1805, Pangkep 7310, Sidrap 7314, Bolmong 7101, Bolsel 7111, Boltim 7110,
    Bolmut 7108, Kobar 6201, Kotim 6202, HSS 6306, HST 6307, HSU 6308, Tanbu 6310, Tanah Bumbu 6310,
    Batola 6304, Labusel 1222, Labura 1223, Tapsel 1203, Tapteng 1201, Taput 1202, Paluta 1220, Palas 1221,
    Madina 1213, Sergai 1218, Humbahas 1216, Inhil 1404, Inhu 1402, Kuansing 1409, Rohul 1406, Rohil 1407,
    Tanjabbar 1506, Tanjabtim 1507, Lamsel 1801, Lamteng 1802, Lamtim 1807, Lambar 1804, Lamut 1803, KBB 3217,
    Gunungkidul 3403, Kulonprogo 3401, Loteng 5202, Lotim 5203, Lobar 5201, KLU 5208, KSB 5207, TTS 5302,
    TTU 5303, SBD 5318, Matim 5319, Mabar 5315, SBT 8105, SBB 8106, MBD 8108, KKT 8103, Malra 8102, Halbar 8201,
    Halut 8203, Halteng 8202, Halsel 8204, Haltim 8206, Touna 7209, Parimo 7208, Sitaro 7109, Minut 7106,
    Minsel 7105, Mitra 7107, Konsel 7405, Konut 7409, Konkep 7412, Koltim 7411, Muna Barat 7413, Butur 7410,
    Busel 7415, Buteng 7414, Lutim 7324, Lutra 7322, Pasangkayu 7601, Polman 7604, Mateng 7606, Pegaf 9212,
    Teluk Bintuni 9206, Siak 1408, Bateng 1904, Basel 1903, Babar 1905, Beltim 1906, Pangkalpinang 1971,
    Pangkal Pinang 1971, Padangsidimpuan 1277, Padang Sidempuan 1277, Pematang Siantar 1272, Gunung Sitoli 1278,
    Tanjungpinang 2172, Bandarlampung 1871, Pagaralam 1672, Lubuklinggau 1673, Sungaipenuh 1572,
    Palangka Raya 6271, Palangkaraya 6271, Banjar Baru 6372, Baubau 7472, Bau-bau 7472, Parepare 7372,
    Pare-pare 7372, Tolitoli 7204, Toli-Toli 7204, Fakfak 9203, Fak-Fak 9203, Mahakam Hulu 6411,
    Tojo Una-una 7209, Gunung Kidul 3403, Batanghari 1504, Batang Hari 1504, Solo 3372, Siantar 1272,
    Tangsel 3674, Yapen 9105, Kota Mobagu 7174, Kota Baru 6302, East Kalimantan 64, South Jakarta 3174,
    Riau Islands 21, Bogor City 3271, Bogor Regency 3201, Papua province 91
"""
FORMER = """
    Mamuju Utara 7601, Toba Samosir 1212, Maluku Tenggara Barat 8103, Ujung Pandang 7371, Ujungpandang 7371,
    Irian Jaya 91, Irian Jaya Barat 92, NAD 11, Nanggroe Aceh Darussalam 11, Kab. Pontianak 6102,
    Kab. Kepulauan Riau 2101, Pasir 6401
"""
TYPED = """
    Kab. Bogor 3201, Kab Bogor 3201, Kabupaten Bogor 3201, KABUPATEN  BOGOR 3201, Pemkab Bogor 3201,
    kabupatenbogor 3201, Kota Bogor 3271, Kodya Bogor 3271, Kotamadya Bogor 3271, Pemkot Bogor 3271,
    Pemerintah Kota Bogor 3271, Pemko Bogor 3271, Kota Adm. Jakarta Pusat 3171, Kotamadya Jakarta Pusat 3171,
    Jakarta Pusat 3171, Kab. Adm. Kep. Seribu 3101, Kepulauan Seribu 3101, Prov. Gorontalo 75,
    Provinsi Gorontalo 75, Propinsi Jambi 15, Kab. Gorontalo 7501, Kota Gorontalo 7571, Kota Jambi 1571,
    Pemprov Kaltim 64, D.I. Yogyakarta 34, Kota Jogja 3471, Kab. Banjar 6303, Kota Banjar 3279,
    Pangkajene & Kepulauan 7310, Kep. Sitaro 7109, Tj. Pinang 2172
"""
CODES = (
    "64 64, 6472 6472, 64.72 6472, 64-72 6472, bps:6403 6402, BPS 6403 6402, bps:64.05 6403, bps:64 64, bps 6571 6571"
)


def listed(text):
    return [tuple(entry.strip().rsplit(" ", 1)) for entry in text.replace("\n", " ").split(",")]


@pytest.mark.parametrize(("text", "code"), [*listed(NICKNAMES), *listed(FORMER), *listed(TYPED), *listed(CODES)])
def test_a_name_or_code_leads_to_its_place(text, code):
    assert resolve_place(text, PLACES) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bogor", ["3201", "3271"]),
        ("Banjar", ["3279", "6303"]),
        ("Sorong", ["9601", "9671"]),
        ("Tasik", ["3206", "3278"]),
        ("Gorontalo", ["75", "7501", "7571"]),
        ("Jambi", ["15", "1571"]),
        ("Bengkulu", ["17", "1771"]),
        ("Yogyakarta", ["34", "3471"]),
        ("Jogja", ["34", "3471"]),
        ("Mura", ["1605", "6212"]),
        ("Kab. Mura", ["1605", "6212"]),
        ("bps:91", ["92", "96"]),
    ],
)
def test_a_name_of_several_places_is_ambiguous_and_names_them(text, codes):
    assert outcome(text) == ("ambiguous", codes)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("Bogor", {"type": "kota"}, "3271"),
        ("Bogor", {"type": "kabupaten"}, "3201"),
        ("Kota Bogor", {"type": "kabupaten"}, "3271"),
        ("6472", {"type": "kabupaten"}, "6472"),
        ("Banjar", {"province_code": "32"}, "3279"),
        ("Mura", {"province_code": "62"}, "6212"),
        ("Jambi", {"level": "regency"}, "1571"),
        ("Jambi", {"level": "province"}, "15"),
        ("Gorontalo", {"level": "regency"}, ("ambiguous", ["7501", "7571"])),
        ("Gorontalo", {"type": "kota"}, "7571"),
        ("Samarinda", {"type": "kabupaten"}, ("elsewhere", ["6472"])),
        ("Kota Kudus", {}, ("elsewhere", ["3319"])),
        ("Kaltim", {"level": "regency"}, ("elsewhere", ["64"])),
        ("6472", {"province_code": "65"}, ("elsewhere", ["6472"])),
        ("Pontianak", {}, "6171"),
        ("Pontianak", {"type": "kabupaten"}, ("elsewhere", ["6171", "6102"])),
        ("Kab. Pontianak", {"type": "kota"}, "6102"),
        ("Maluku Utara", {"type": "kabupaten"}, ("elsewhere", ["82", "8201"])),
    ],
)
def test_the_context_decides_but_never_overrules(text, context, expected):
    assert outcome(text, **context) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("samarnda", ("unknown", ["6472"])),
        ("Kab. Kutai Kertanegara", ("unknown", ["6402"])),
        ("makasar", ("unknown", ["7371"])),
        ("kaltin", ("unknown", ["64"])),
        ("Kota Bogro", ("unknown", ["3271"])),
        ("xyzzy", ("unknown", [])),
        ("Kota", ("unknown", ["6302"])),
        ("6405", ("bps_perhaps", ["6403"])),
        ("9999", ("unknown_code", [])),
        ("bps:9999", ("unknown_bps", [])),
        ("", ("empty", [])),
        (" - ", ("empty", [])),
    ],
)
def test_a_miss_offers_the_nearest_first(text, expected):
    kind, codes = outcome(text)
    assert (kind, codes[:1]) == expected


def test_a_miss_says_what_and_what_could_be_meant():
    with pytest.raises(PlaceNotFoundError) as miss:
        resolve_place("Kota Pontinak", SMALL)
    assert str(miss.value) == (
        "'Kota Pontinak' is not known as a province, regency or city; "
        "did you mean: Kota Pontianak (6171, Kalimantan Barat)?"
    )
    assert explain(miss.value, Words("id")) == (
        "'Kota Pontinak' tidak dikenal sebagai provinsi, kabupaten, atau kota; "
        "mungkin yang dimaksud: Kota Pontianak (6171, Kalimantan Barat)."
    )


@pytest.mark.parametrize(
    ("text", "english", "indonesian"),
    [
        ("Jambi",
         "'Jambi' may mean more than one place: Jambi province (15), Kota Jambi (1571, Jambi); "
         "write the full name or the code.",
         "'Jambi' dapat berarti lebih dari satu wilayah: Provinsi Jambi (15), Kota Jambi (1571, Jambi); "
         "tuliskan nama lengkap atau kodenya."),
        (" 6405 ",
         "'6405' is not a Kemendagri code; "
         "as a BPS code it means Kabupaten Berau (6403, Kalimantan Timur): write bps:6405.",
         "'6405' bukan kode Kemendagri; "
         "sebagai kode BPS artinya Kabupaten Berau (6403, Kalimantan Timur): tuliskan bps:6405."),
        ("9999",
         "'9999' is not a Kemendagri code; see regions/provinces.csv and regions/regencies.csv.",
         "'9999' bukan kode Kemendagri; lihat regions/provinces.csv dan regions/regencies.csv."),
        ("xyzzy",
         "'xyzzy' is not known as a province, regency or city; check the spelling, or write the Kemendagri code.",
         "'xyzzy' tidak dikenal sebagai provinsi, kabupaten, atau kota; "
         "periksa ejaannya, atau tuliskan kode Kemendagri."),
        ("",
         "The place is empty; write a name or a code.",
         "Nama atau kode wilayah kosong; tuliskan nama atau kodenya."),
        ("Kota Kudus",
         "'Kota Kudus' is known, but is not what is asked for here (of another type, level or province); "
         "did you mean: Kabupaten Kudus (3319, Jawa Tengah)?",
         "'Kota Kudus' dikenal, tetapi bukan tempat yang diminta di sini (jenis, tingkat, atau provinsinya lain); "
         "mungkin yang dimaksud: Kabupaten Kudus (3319, Jawa Tengah)."),
    ],
    ids=["ambiguous", "BPS perhaps", "no code", "unknown", "empty", "elsewhere"],
)  # fmt: skip
def test_every_kind_of_error_is_explained_in_both_languages(text, english, indonesian):
    with pytest.raises(PlaceError) as error:
        resolve_place(text, PLACES)
    assert (str(error.value), explain(error.value, Words("id"))) == (english, indonesian)


@pytest.mark.parametrize(
    ("text", "level", "english", "indonesian"),
    [
        ("bogor", "province",
         "Bogor is a regency and a city, not a province; for its province write 'Jawa Barat'.",
         "Bogor adalah kabupaten dan kota, bukan provinsi; untuk provinsinya, tuliskan 'Jawa Barat'."),
        ("6472", "province",
         "Samarinda is a city (kota), not a province; for its province write 'Kalimantan Timur'.",
         "Samarinda adalah kota, bukan provinsi; untuk provinsinya, tuliskan 'Kalimantan Timur'."),
        ("Kab. Kudus", "province",
         "Kudus is a regency (kabupaten), not a province; for its province write 'Jawa Tengah'.",
         "Kudus adalah kabupaten, bukan provinsi; untuk provinsinya, tuliskan 'Jawa Tengah'."),
        ("kaltim", "regency",
         "Kalimantan Timur is a province, not a regency or city; "
         "write the name or code of one of its regencies or cities.",
         "Kalimantan Timur adalah provinsi, bukan kabupaten/kota; "
         "tuliskan nama atau kode salah satu kabupaten/kotanya."),
    ],
    ids=["both types", "kota", "kabupaten", "province"],
)  # fmt: skip
def test_a_place_of_another_level_is_told_what_it_is_and_what_to_write(text, level, english, indonesian):
    with pytest.raises(PlaceNotFoundError) as error:
        resolve_place(text, PLACES, level=level)
    assert (str(error.value), explain(error.value, Words("id"))) == (english, indonesian)


@pytest.mark.parametrize(
    "error",
    [
        PlaceNotFoundError("x", [("64", "Kalimantan Timur", "Kalimantan Timur")]),
        AmbiguousPlaceError("x", kind="ambiguous"),
        UnsettledPlacesError([(3, PlaceNotFoundError("x"))]),
        CodesDoNotFitError([], "not_bps"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_the_way_between_processes(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), str(again)) == (type(error), str(error))


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ({"level": "regencies"}, "level 'regencies' is not known; use one of: province, regency"),
        ({"type": "Kota"}, "type 'Kota' is not known; use one of: kota, kabupaten"),
    ],
)
def test_a_wrong_context_is_refused(context, message):
    with pytest.raises(ValueError, match=message):
        resolve_place("Bogor", PLACES, **context)


def test_every_full_name_and_code_leads_to_itself():
    codes = REGENCIES["regency_code"]
    for texts in (REGENCIES["full_name"], codes, codes.str[:2] + "." + codes.str[2:]):
        assert list(resolve_places(texts, PLACES)) == list(codes)
    assert {code: name_of(code, PLACES) for code in codes} == {code: name for name, code in REGENCY_OF.items()}


@pytest.mark.parametrize("before", ["Kab./Kota", "Pemkab/Pemkot", "context"])
def test_every_short_name_with_its_type_leads_to_itself(before):
    for kind, rows in REGENCIES.groupby("type"):
        word = {
            "Kab./Kota": {"kabupaten": "Kab. ", "kota": "Kota "},
            "Pemkab/Pemkot": {"kabupaten": "Pemkab ", "kota": "Pemkot "},
        }
        texts = word.get(before, {"kabupaten": "", "kota": ""})[kind] + rows["name"]
        context = {"type": kind} if before == "context" else {}
        assert list(resolve_places(texts, PLACES, **context)) == list(rows["regency_code"])


def test_every_province_leads_to_itself():
    codes = list(PROVINCES["province_code"])
    for texts in (
        PROVINCES["name_id"],
        PROVINCES["name_en"],
        "Prov. " + PROVINCES["name_id"],
        PROVINCES["province_code"],
    ):
        assert list(resolve_places(texts, PLACES, level="province")) == codes
    assert list(resolve_places("Provinsi " + PROVINCES["name_id"], PLACES)) == codes


def test_every_name_in_the_boundary_file_leads_to_its_regency():
    boundaries = raw("boundaries/names").merge(REGENCIES[["regency_code", "type"]], on="regency_code")
    for kind, rows in boundaries.groupby("type"):
        assert list(resolve_places(rows["boundary_name"], PLACES, type=kind)) == list(rows["regency_code"])


def test_every_bps_code_that_is_marked_leads_to_its_regency():
    assert list(resolve_places("bps:" + BPS["bps_code_2020"], PLACES)) == list(BPS["regency_code"])


def test_a_bare_name_is_ambiguous_exactly_where_another_place_has_it_too():
    found = outcomes(REGENCIES["name"])
    bare = [
        key_of(name) for name in [*REGENCIES["name"], *PROVINCES["name_id"], *PROVINCES["name_en"].drop_duplicates()]
    ]
    several = {key for key in bare if len(set(PLACES.loc[PLACES["key"] == key, "code"])) > 1}
    expected = [
        code
        if key_of(name) not in several
        else ("ambiguous", sorted(PLACES.loc[PLACES["key"] == key_of(name), "code"]))
        for name, code in zip(REGENCIES["name"], REGENCIES["regency_code"], strict=True)
    ]
    assert found == expected
    assert len(several) == 29


def test_an_alias_means_one_place_unless_it_is_known_to_mean_more():
    official = {key_of(name) for name in [*REGENCIES["name"], *PROVINCES["name_id"], *PROVINCES["name_en"]]}
    meanings = (
        PLACES[PLACES["key"].isin([key_of(alias) for alias in NAMES["alias"]])].groupby("key")["code"].apply(list)
    )
    assert meanings[meanings.map(len) > 1].to_dict() == {
        "jogja": ["34", "3471"],
        "jogjakarta": ["34", "3471"],
        "mura": ["1605", "6212"],
        "tasik": ["3206", "3278"],
        "yogya": ["34", "3471"],
    }
    assert sorted(official & set(meanings.index)) == []


def test_every_alias_leads_to_its_place_says_where_it_is_from_and_adds_something():
    assert NAMES.columns.tolist() == ["alias", "code", "level", "kind", "source", "note"]
    assert NAMES.drop(columns="note").isna().sum().sum() == 0
    assert (NAMES["level"] == NAMES["code"].str.len().map({2: "province", 4: "regency"})).all()
    keys = pd.DataFrame({"key": NAMES["alias"].map(key_of), "code": NAMES["code"]})
    assert keys[keys.duplicated()].to_dict("records") == []
    found = zip(NAMES["alias"], NAMES["code"], outcomes(NAMES["alias"]), strict=True)
    wrong = [(alias, result) for alias, code, result in found if code != result and code not in result[1]]
    assert wrong == []


def test_an_alias_stands_in_the_title_that_it_cites():
    titles = pd.concat([raw("awards/sources"), raw("indicators/sources")]).drop_duplicates("source_id")
    titles = titles.set_index("source_id")["title"].str.lower()
    cited = NAMES["source"].str.extract(r"^title of source (\w+) in ", expand=False)
    rows = NAMES[cited.notna()].assign(cited=cited)
    assert len(rows) > 60
    wrong = [
        (alias, source)
        for alias, source in rows[["alias", "cited"]].to_numpy()
        if not re.search(rf"\b{re.escape(alias.lower())}\b", titles[source])
    ]
    assert wrong == []


def test_a_former_name_says_when_it_was_given_up():
    former = NAMES[NAMES["kind"] == "former"]
    assert former.loc[~former["note"].str.contains(r"(?:19|20)\d\d", na=False), "alias"].tolist() == []


WRITTEN = st.sampled_from([*REGENCIES["full_name"], *("Provinsi " + PROVINCES["name_id"]), *NAMES["alias"]])
BETWEEN = st.sampled_from([" ", "  ", "-", " - ", ".", ". ", "_", "\u00a0", "/", "\t"])
CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])


@given(WRITTEN, BETWEEN, CASES, st.sampled_from(["", " ", ".", "  -"]))
def test_case_dots_hyphens_and_spaces_change_nothing(text, between, case, around):
    expected = outcome(text)
    varied = around + case(re.sub(r"[ /-]", lambda _: between, text)) + around
    assert outcome(varied) == expected


def spoilt(name, chance):
    """Give a name with one slip of the pen: a letter lost, doubled, changed or swapped with the next."""
    at = chance.randrange(len(name) - 1)
    return chance.choice([
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + chance.choice("abcdefghijklmnoprstuwy") + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ])  # fmt: skip


def test_a_spoilt_name_never_leads_to_another_place_and_nearly_always_offers_the_right_one():
    chance = random.Random(4)  # noqa: S311
    tried = [(spoilt(name, chance), code) for name, code in [*REGENCY_OF.items()] * 2]
    found = outcomes(text for text, _ in tried)
    settled = [
        (text, code, result) for (text, code), result in zip(tried, found, strict=True) if isinstance(result, str)
    ]
    # One slip of Siak is Biak, which is another place in so many words.
    assert [text for text, code, result in settled if result != code] == ["Kabupaten biak"]
    missed = [(code, result[1]) for (_, code), result in zip(tried, found, strict=True) if not isinstance(result, str)]
    assert len(missed) > 900
    assert sum(code in codes for code, codes in missed) / len(missed) > 0.98
    assert sum(code in codes[:1] for code, codes in missed) / len(missed) > 0.95


def test_a_column_is_resolved_row_by_row_and_the_missing_stays_missing():
    texts = pd.Series(["Kalbar", None, "Pontianak", "kalbar"], index=[5, 6, 7, 9], name="place", dtype="str")
    before = texts.copy()
    expected = pd.Series(["61", None, "6171", "61"], index=[5, 6, 7, 9], name="place", dtype="str")
    assert_series_equal(resolve_places(texts, SMALL), expected)
    assert_series_equal(texts, before)


def test_a_column_of_numbers_and_a_list_are_resolved_too():
    assert list(resolve_places([61, 6171.0, " 6102"], SMALL)) == ["61", "6171", "6102"]
    assert resolve_places([], SMALL).empty


def test_all_misses_of_a_column_are_told_at_once():
    with pytest.raises(UnsettledPlacesError) as error:
        resolve_places(["Kalbar", "Pontianac", "", "Pontianac"], SMALL)
    assert [(row, type(miss), miss.text) for row, miss in error.value.misses] == [
        (1, PlaceNotFoundError, "Pontianac"),
        (2, PlaceNotFoundError, ""),
        (3, PlaceNotFoundError, "Pontianac"),
    ]
    assert explain(error.value, Words("id")).splitlines() == [
        "3 tulisan tidak dapat dipastikan wilayahnya:",
        "  baris 1: 'Pontianac' tidak dikenal sebagai provinsi, kabupaten, atau kota; "
        "mungkin yang dimaksud: Kota Pontianak (6171, Kalimantan Barat), Kabupaten Mempawah (6102, Kalimantan Barat).",
        "  baris 2: Nama atau kode wilayah kosong; tuliskan nama atau kodenya.",
        "  baris 3: 'Pontianac' tidak dikenal sebagai provinsi, kabupaten, atau kota; "
        "mungkin yang dimaksud: Kota Pontianak (6171, Kalimantan Barat), Kabupaten Mempawah (6102, Kalimantan Barat).",
    ]


def test_many_misses_are_counted_instead_of_listed():
    with pytest.raises(UnsettledPlacesError) as error:
        resolve_places([f"xx{number}xx" for number in range(50)], SMALL)
    lines = str(error.value).splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("50 entries could not be settled:", 22, "  and 30 more")


def test_the_name_of_a_code_and_of_no_code():
    assert (name_of("61", SMALL), name_of("6171", SMALL)) == ("Kalimantan Barat", "Kota Pontianak")
    with pytest.raises(PlaceNotFoundError, match="'bps6104' is not a Kemendagri code"):
        name_of("bps6104", SMALL)


def test_a_table_of_bps_data_gets_codes_that_join():
    data = pd.DataFrame({"kode": ["6104", None, "bps:61.71"], "poor": [5.1, 6.2, 4.3]})
    before = data.copy()
    bps = pd.DataFrame({"regency_code": ["6102", "6171"], "bps_code_2020": ["6104", "6171"]})
    expected = pd.DataFrame(
        {
            "kode": ["6104", None, "bps:61.71"],
            "poor": [5.1, 6.2, 4.3],
            "regency_code": pd.array(["6102", None, "6171"], "str"),
        }
    )
    assert_frame_equal(with_kemendagri_codes(data, "kode", bps_codes=bps), expected)
    assert_frame_equal(data, before)


@pytest.mark.parametrize("dtype", ["str", "int64", "Int64", "float64", "object"])
def test_bps_codes_of_any_type_are_understood(dtype):
    data = pd.DataFrame({"kode": pd.Series([6403, 6405]).astype(dtype)})
    assert list(with_kemendagri_codes(data, "kode", bps_codes=BPS, regency_column="ours")["ours"]) == ["6402", "6403"]


def test_codes_that_are_not_of_bps_are_named_by_row():
    data = pd.DataFrame({"kode": ["6403", "6400", "9999"]}, index=[10, 11, 12])
    with pytest.raises(CodesDoNotFitError) as error:
        with_kemendagri_codes(data, "kode", bps_codes=BPS)
    assert explain(error.value, Words("en")).splitlines() == [
        "2 codes are not among BPS's of the second half of 2020, the only ones held here:",
        "  row 11: 6400",
        "  row 12: 9999",
        "See regions/bps_codes.csv; take out rows of totals (country, provinces) first.",
    ]


def test_codes_that_fit_their_names_are_taken_as_they_are():
    data = pd.DataFrame({
        "code": ["64.02", "6403", "bps:6405", "6472", "64", "3201", None],
        "name": ["Kutai Kertanegara", "KAB. BERAU", None, "Samarinda", "Kaltim", "Bogor", "Indonesia"],
    })  # fmt: skip
    expected = data.assign(code=pd.array(["6402", "6403", "6403", "6472", "64", "3201", None], "str"))
    assert_frame_equal(settle_codes(data, "code", "name", PLACES), expected)


def test_codes_that_mean_other_places_than_their_names_are_refused():
    rows = [
        (6403, "Kutai Kartanegara"),
        (6403, "Kutai Kertanegara"),
        (6405, "Berau"),
        (6472, "Kota Samarinda"),
        (6471, None),
        ("bps:91", "Papua Barat"),
    ]
    with pytest.raises(CodesDoNotFitError) as error:
        settle_codes(pd.DataFrame(rows, columns=["code", "name"]), "code", "name", PLACES)
    assert str(error.value).splitlines() == [
        "5 codes do not fit the names beside them:",
        "  row 0: 6403 beside 'Kutai Kartanegara'; by Kemendagri Kabupaten Berau, by BPS Kabupaten Kutai Kartanegara",
        "  row 1: 6403 beside 'Kutai Kertanegara'; by Kemendagri Kabupaten Berau, by BPS Kabupaten Kutai Kartanegara",
        "  row 2: 6405 beside 'Berau'; by Kemendagri none, by BPS Kabupaten Berau",
        "  row 4: 6471 beside ''; by Kemendagri Kota Balikpapan, by BPS Kota Balikpapan",
        "  row 5: bps91 beside 'Papua Barat'; by Kemendagri none, by BPS Papua Barat / Papua Barat Daya",
        "If these are BPS codes, write bps:6403, or use with_kemendagri_codes; if not, mend the code or the name.",
    ]


@pytest.mark.parametrize("column", ["name", "full_name"])
def test_every_bps_code_that_differs_is_refused_beside_its_name_and_every_own_code_taken(column):
    table = BPS.merge(REGENCIES, on="regency_code")
    differing = table[table["bps_code_2020"] != table["regency_code"]]
    with pytest.raises(CodesDoNotFitError) as error:
        settle_codes(differing, "bps_code_2020", column, PLACES)
    assert [misfit.row for misfit in error.value.misfits] == list(differing.index)
    assert_frame_equal(settle_codes(table, "regency_code", column, PLACES), table)


def test_the_tables_that_were_built_are_taken_where_none_is_given(real_data):
    import kkpham_analysis as kkp

    frame = kkp.with_kemendagri_codes(pd.DataFrame({"kode": ["6403", "6472"], "poor": [7.4, 4.8]}), "kode")

    assert frame["regency_code"].tolist() == ["6402", "6472"]
    assert kkp.resolve_place("bps:6403") == "6402"
    assert kkp.name_of(kkp.resolve_place("Kukar")) == "Kabupaten Kutai Kartanegara"
