"""Which sentences state a share, a count or a verdict as if it were certain: for what is known of it is not."""

import re

# A count of those named, a share, or a verdict on it.
CLAIMS = {
    "id": r"\d+ dari \d+ kabupaten/kota[^;.]* di [^;.]* berpredikat|\b[Pp]ersentasenya\b.*\d %|"
    r"(?<!untuk )\b[Mm]emenuhi aturan|(di atas|di bawah|mencapai) \S+ % yang disyaratkan|^Menurut nama, |"
    r"^Sejak \d{4}: ",
    "en": r"\d+ of \d+ regencies and cities[^;.]* in [^;.]* (was|were) named|\b[Ss]hare\b(?!; required: ).*\d %|"
    r"(?<!needed to )\b(meets?|met) the rule|(over|under|reaching) the \S+ %|^By name, |^Since \d{4}: ",
}
# What says of it that it is a least number, a range, or not known.
HEDGES = {
    "id": r"[Ss]edikitnya|belum|tidak (sepakat|diketahui)|antara \S+ % dan|\d–\d|tidak dapat|sumber berbeda|"
    r"[Ss]umber .* menyebut",
    "en": r"[Aa]t least \d|not known|disagree|between \S+ % and|\d–\d|cannot|sources? (says?|differ)",
}
# A cell or a label that says a share and nothing else: a range has a dash, and a workbook its evidence beside it.
BARE = re.compile(r"[\d.,]+\s?%")
ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\d])|\n+")


def sentences_of(text):
    """Give the sentences of a text; a no-break space counts as a space."""
    # The numbers of sources are no range of a share.
    read = re.sub(r" \[[\d, –]+\]", "", text.replace("\u00a0", " "))
    return [part.strip() for part in ENDS.split(read) if part.strip()]


def unhedged(text, language):
    """Give the sentences that claim something without a word on how well it is known, and shares that stand alone."""
    return [
        sentence
        for sentence in sentences_of(text)
        if BARE.fullmatch(sentence)
        or (re.search(CLAIMS[language], sentence) and not re.search(HEDGES[language], sentence))
    ]
