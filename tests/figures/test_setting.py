from kkpham_analysis import Setting, Words, plot_national_map


def test_without_a_setting_a_figure_is_in_indonesian_and_says_everything_itself(shares, boundaries, regencies, helpers):
    texts = helpers.texts(plot_national_map(shares, boundaries, regencies))
    assert texts[:3] == [
        "Di 2 dari 3 provinsi yang datanya cukup, lebih dari",
        "60\xa0% kabupaten/kota berpredikat “memenuhi\xa0kriteria”",
        "Persentase kabupaten/kota berpredikat “memenuhi kriteria” menurut provinsi, penghargaan 2023",
    ]
    assert any(text.startswith("Sumber: tidak disebut pada gambar ini · Batas wilayah: ") for text in texts)


def test_an_award_without_a_name_is_called_by_what_it_means():
    assert Setting(Words("en")).award == "“compliant”"
    assert Setting(Words("en"), "“Cares for human rights” and “Very caring”").award.endswith("“Very caring”")
