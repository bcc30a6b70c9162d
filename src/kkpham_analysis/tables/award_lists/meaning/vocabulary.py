"""The words that may stand around the names of an award list: those that are understood, and those that deny.

A name counts without a question only where every word beside it is understood and none denies. What is missing here
costs a question; what is here too much would cost a wrong fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kkpham_analysis.tables.months import WHOLE_MONTHS


def words_of(text: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(text.split())


# What says of those named that they have *not*; also where it stands within another sentence.
DENYING = words_of("""
    tidak tidaklah tak takkan tdk belum belumlah blm bukan bukanlah bukannya bkn tanpa nir non tiada ketiadaan
    enggak nggak gak ndak jangan urung absen kalah kecuali terkecuali selain melainkan alih kehilangan hilang
    lepas luput meleset tersingkir tereliminasi eliminasi mundur ditolak menolak tertolak penolakan tertunda
    ditunda penundaan ditangguhkan penangguhan dianulir anulir dikeluarkan dihapus dihapuskan terhapus dicopot
    terhenti terlewat minus terganjal tertinggal diskualifikasi didiskualifikasi not never neither nor none
    without except unless unable cannot lost lose loses losing missed misses missing denied withdrawn withdrew
    withdrawal rejected excluded excluding ineligible unqualified unsuccessful instead disqualified nihil kosong
""")
DENYING_BEGINS = ("batal", "dibatal", "membatal", "pembatal", "gagal", "digagal", "kegagal", "menggagal", "gugur",
                  "digugur", "berguguran", "keguguran", "cabut", "dicabut", "mencabut", "pencabut", "tercabut", "coret",
                  "dicoret", "mencoret", "pencoret", "tercoret", "fail", "revok", "cancel", "withdraw", "disqualif",
                  "ketidak")  # fmt: skip
DENYING_ENDS = ("n't", "n’t")

# What says of those named that they have.
HONOURING = words_of("""
    meraih diraih peraih raih menerima diterima penerima terima mendapat mendapatkan didapat memperoleh
    diperoleh peroleh menyandang penyandang menyabet disabet memenuhi lolos lulus dianugerahi dianugerahkan
    anugerah penganugerahan menganugerahkan diganjar diberi diberikan memberikan pemberian diserahkan
    menyerahkan penyerahan ditetapkan menetapkan penetapan dinyatakan dinobatkan penghargaan predikat piagam
    berpredikat pemenang awarded award awards receive received receives recipient recipients named
    honoured honored winner winners won win earned achieved
""")
# These say that something was decided, and not what.
DECIDING = words_of("ditetapkan menetapkan penetapan dinyatakan dinobatkan")

# Of these nothing follows for those named.
NEUTRAL = words_of("""
    kabupaten kab kota kotamadya kotif pemkab pemkot pemda pemprov pemerintah pemerintahan daerah administrasi
    administratif provinsi propinsi prov wilayah se republik indonesia ri negara nusantara nasional pusat
    kepulauan tersebut daftar nama lampiran salinan keputusan surat sk peraturan menteri nomor no tahun tanggal
    tentang pasal ayat kementerian kemenkumham kemenham kumham hukum dan hak asasi manusia ham kkp kkpham hh ha
    permenkumham permen undang kantor kanwil bidang bagian biro direktorat direktur jenderal ditjen dirjen
    kepala sekretaris sekda sekdaprov bupati wali walikota gubernur wakil presiden ketua pj plt drs dra ir dr sh
    mh msi si jabatan pejabat pimpinan kriteria kategori jumlah total sebanyak sejumlah seluruh seluruhnya semua
    semuanya keseluruhan masing setiap tiap antara lain diantaranya antaranya yaitu yakni ialah adalah meliputi
    terdiri termasuk atas dari di ke kepada pada dalam oleh untuk sebagai dengan bagi yang itu ini serta atau
    juga pun para per secara berikut sebagaimana seperti adapun sementara sedangkan hasil hasilnya
    penilaian dinilai menilai evaluasi acara upacara puncak peringatan memperingati hari sedunia dunia
    internasional kali rangka dilakukan digelar diselenggarakan berlangsung langsung diumumkan mengumumkan
    pengumuman berdasarkan sesuai rabu senin selasa kamis jumat jum'at sabtu minggu wib wita wit pukul malam
    pagi siang sore satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus
    kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh pertama keduanya ketiganya
    keempatnya kelimanya keenamnya ketujuhnya kedelapannya kesembilannya kesepuluhnya berhasil sukses kembali
    dll dkk dst dsb seterusnya sebagainya etc
    masih telah sudah ikut turut bersama beserta mereka bertempat jakarta kaltim kaltara persen nilai skor
    poin point points score angka peringkat urutan urut terbaik tertinggi capaian capaiannya baru bernilai bps
    berturut akhir kode rekap rekapitulasi
    tercantum dimaksud kesatu daftarnya simak here lantas mengatakan menyebutkan menjelaskan
    mengungkapkan menuturkan said
    sehubungan menindaklanjuti perihal penyampaian bahwa pokok
    program rumpun jenis tingkat lembaran keterangan catatan hal halaman jl rp id tabel kolom diktum
    memutuskan menimbang mengingat memperhatikan sah berlaku mulai saat serentak jatuh sejak hingga sampai hanya salah
    th thn utk yg dgn tsb sbb kpd dlm pd ttg
    satunya kini tadi ada terdapat menjadi jadi merupakan tampil the a an of and in on at to for from by with as
    are is was were be been has have had this that these those it its list name names regency regencies city
    cities province provinces district districts ministry minister human rights year annex decree number
    following namely including category title also both all each round region regions monday tuesday wednesday
    thursday friday saturday sunday one two three four five six seven eight nine ten eleven twelve
""")
UNDERSTOOD = NEUTRAL | HONOURING | WHOLE_MONTHS

# What a heading says was given, or that those below it have it; "menerima" alone leaves open what they received.
HONOURS = words_of("""
    penghargaan predikat piagam anugerah penganugerahan award awards awarded peraih penerima penyandang pemenang
    berpredikat dianugerahi dianugerahkan lolos lulus memenuhi recipient recipients winner winners honoured honored
""")
# Beside a title these name what is given, and those that it was given to nobody.
AWARDS = words_of("penghargaan predikat piagam anugerah penganugerahan award awards kategori category pengumuman that")
GIVING = (HONOURING | HONOURS) - AWARDS
# Of a heading these say only where, when, and by which paper.
FURNITURE = WHOLE_MONTHS | words_of("""
    kabupaten kab kota kotamadya kotif pemkab pemkot pemda pemprov pemerintah pemerintahan daerah administrasi
    administratif provinsi propinsi prov wilayah se republik indonesia ri negara nusantara nasional kepulauan daftar
    nama lampiran keputusan sk peraturan menteri nomor no tahun tanggal tentang kementerian kemenkumham kemenham kumham
    hukum dan hak asasi manusia ham kkp kkpham hh ha permenkumham permen berikut adalah yaitu yakni ialah sebagai serta
    atau di dari untuk yang ini rekap rekapitulasi tabel halaman hal jumlah total sebanyak sejumlah sebagaimana
    perihal penyampaian
    meliputi terdiri atas satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus urut
    memutuskan menetapkan menimbang mengingat memperhatikan kesatu diktum
    the of and in for list name names regency regencies city cities province provinces district districts ministry
    minister human rights year annex decree number following namely one two three four five six seven eight nine ten
    eleven twelve
""")
# What these lead to may be anything, whatever else the heading says.
LEAVING_OPEN = words_of("lain catatan keterangan salinan tembusan surat masih akan sementara")

# Of those that were only thought of, or may come later: whatever is said of them below, they were given nothing yet.
PROPOSING = words_of("""
    calon calonnya bakal kandidat nominasi nominator nomine nominee nominees nominated nomination finalis finalist
    finalists usulan usul usulannya diusulkan mengusulkan pengusulan cadangan rancangan draf draft konsep rencana
    direncanakan contoh simulasi proposed proposal proposals candidate candidates shortlist shortlisted reserve reserves
    invited prospective potential
""")

# Behind these stand names of people and buildings, which no list of words holds.
BEFORE_OWN_NAMES = words_of("""
    menteri bupati wali walikota gubernur wakil presiden kepala direktur dirjen sekretaris sekda ketua pj plt dr
    drs dra ir gedung hotel jalan aula ruang graha istana balai minister regent mayor governor di at
""")

# What is of another round than this one, or of none yet, whatever else is said: "tahun lalu", "pernah", "akan".
OTHER_TIME = re.compile(
    r"\b(?:lalu|sebelumnya|kemarin|terdahulu|dahulu|dulu|silam|lampau|mendatang|akan|pernah|nanti|"
    r"kemudian|(?:tahun|edisi|periode)[\s-]+depan|(?:se)?tiap(?:[\s-]tiap)?\s+tahun|tahun\s+(?:\w+\s+)?berturut|"
    r"(?:last|next|previous|past|every|each)\s+(?:\w+\s+)?years?|previously|earlier|formerly|once|ago|"
    r"consecutive\s+years?|will)\b",
    re.IGNORECASE,
)
YEAR_ALONE = re.compile(r"\W*(?:tahun|year)\b[^\d.;]{0,30}20[0-4]\d\W*", re.IGNORECASE)
THIS_YEAR = re.compile(r"\b(?:tahun\s+ini|this\s+year)\b", re.IGNORECASE)
# Of the day that a report tells of: "Rabu (10/12) lalu".
LAST_DAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)(?:\s*\([^()]{1,20}\))?,?\s+(?:lalu|kemarin)\b", re.IGNORECASE
)

# A line below names that speaks of them.
POINTING_BACK = re.compile(
    r"\b(?:(?:ke\w+nya)|semuanya|seluruhnya|mereka|bertanda|di\s?atas|(?:daerah|nama|kabupaten|kota)\s(?:tersebut|itu|ini)|"
    r"both|these|those|above|they)\b",
    re.IGNORECASE,
)

# What calls names of a list by their numbers: "Nomor urut 3 dan 5", "urutan kedua"; not the number of a paper.
TO_ITEMS = re.compile(
    r"(?<!surat )(?<!keputusan )(?<!menteri )(?<!sk )(?<!peraturan )(?<!undang )"
    r"\b(?:(?:nomor|no|angka|butir|baris)\b\.?(?:\s+urut(?:an)?)?|urutan)\s+(?:ke-?\s?)?"
    r"(?:(?P<numbers>\d{1,3}(?:\s*(?:[,&–-]|dan|serta|s\.?\s?/?d\.?|sampai|hingga|dengan|\s)+\s*\d{1,3})*)"
    r"(?![\w/-]|\.\d|\s+tahun\b)"
    r"|(?P<word>pertama|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\b)",
    re.IGNORECASE,
)
# What takes back or corrects what was said; "menarik" alone is what is of interest.
TAKING_BACK = re.compile(
    r"\b(?:ditarik|penarikan|menarik(?=\s+(?:kembali|penghargaan|predikat|piagam|anugerah|nama))|"
    r"mengembalikan|dikembalikan|pengembalian|(?:di|mem|pem)?batal(?:kan|an|nya)?|(?:di|meng)?gugur(?:kan)?|"
    r"(?:di|men|pen|ter)(?:cabut|coret)(?:an)?|ditunda|tertunda|menunda|penundaan|ditangguhkan|penangguhan|"
    r"(?:di)?anulir|dikeluarkan\s+dari|dihapus(?:kan)?|dicopot|(?:di)?diskualifikasi|mengundurkan\s+diri|ditinjau|"
    r"salah\s+(?:tulis|ketik|cetak)|diralat|dikoreksi|"
    r"withdr[ae]wn?|withdrawal|revoked?|cancel(?:l?ed)?|disqualified|returned|rescinded)\b",
    re.IGNORECASE,
)


def is_denying(word: str) -> bool:
    """Whether a word says that something is not.

    >>> [is_denying(word) for word in ("Belum", "dibatalkan", "didn't", "Kota")]
    [True, True, True, False]
    """
    plain = word.casefold()
    return plain in DENYING or plain.startswith(DENYING_BEGINS) or plain.endswith(DENYING_ENDS)


def only_denies(words: Sequence[str]) -> bool:
    """Whether words deny, and are all understood.

    >>> [only_denies(words) for words in (["Belum"], ["belum", "dinilai"], ["Belum", "Samarinda"])]
    [True, True, False]
    """
    denying = [is_denying(word) for word in words]
    return any(denying) and all(
        denies or word.casefold() in UNDERSTOOD for denies, word in zip(denying, words, strict=True)
    )


def only_honours(words: Sequence[str]) -> bool:
    """Whether words honour, and are all understood.

    >>> [only_honours(words) for words in (["meraih", "penghargaan"], ["penilaian"], ["meraih", "Samarinda"])]
    [True, False, False]
    """
    said = {word.casefold() for word in words}
    return said <= UNDERSTOOD and not said.isdisjoint(HONOURING)


def is_year_alone(text: str) -> bool:
    """Whether a heading says nothing but a year.

    >>> is_year_alone("TAHUN PENGHARGAAN 2024"), is_year_alone("Peduli HAM Tahun 2024")
    (True, False)
    """
    return bool(YEAR_ALONE.fullmatch(text))
