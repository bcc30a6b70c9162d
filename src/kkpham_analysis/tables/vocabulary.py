"""The words that tables hold and measures judge by, each written here alone."""

from __future__ import annotations

# One row per regency and round, or per province and round.
REGENCY_KEYS = ["award_year", "regency_code"]
PROVINCE_KEYS = ["award_year", "province_code"]

# The tables of what sources say; a round is one that any of them speaks of (`told_rounds`).
CLAIMS = ("award_claims", "province_claims", "national_claims")

# The order of trust, best first (docs/method.md, "From claims to awards").
SOURCE_KINDS = ("regulation", "ministry", "government", "news")
# Said of all regencies of a province at once.
BLANKET = "blanket"
# Concluded from something else that a source says, such as of another round.
DERIVED = "derived"
CERTAINTIES = ("stated", BLANKET, DERIVED)
# Takes no part in any figure.
UNCERTAIN = "uncertain"
# A claim of these names its regency, one by one; "all of the province" does not.
NAMING = ("stated", DERIVED)
# A claim of these says it of the round itself.
STATING = ("stated", BLANKET)

# What a claim about a province or the country counts, or says yes or no to.
AWARDED_REGENCIES = "awarded_regencies"
PARTICIPATING_REGENCIES = "participating_regencies"
COMPLETE_LIST = "complete_list"
PROVINCE_AWARD = "province_award"
# What the note of a count says that takes in those of a lower title: this one and that one together.
WITH_LOWER_TITLE = r" and (\w[\w ]*?) together"
AWARDED_PROVINCES = "awarded_provinces"
YES_NO_MEASURES = (COMPLETE_LIST, PROVINCE_AWARD, "best_province_award")
PERCENT_MEASURES = ("share_percent",)

# How well a share is known, best first.
EVIDENCE = ("complete", "counted", "disputed", "partial", "none")

# What became of a regency in a round: it is compliant, it is not, or nobody can say.
YES = ("compliant",)
NO = ("not_compliant", "not_named")
OPEN = ("disputed", "unknown")
STATUSES = (*YES, *NO, *OPEN)

# Where an indicator is from: the list as its holder gives it, public pages, or a numbered place to try things out with.
LOADED, KNOWN, PLACEHOLDER = "loaded", "known", "placeholder"
# Of a list of indicators that was loaded without saying whose it is.
NO_PUBLISHER = "unknown"

# What becomes of supporting data; the last leaves the denominator.
SUBMISSION_STATUSES = ("none", "submitted", "verified", "rejected", "not_applicable")
# What counts as covered at each level (docs/method.md, "Coverage").
LEVELS = {"submitted": ("submitted", "verified"), "verified": ("verified",)}
# Who handed in nothing of this took no part in the round.
HANDED_IN = ("submitted", "verified", "rejected")
# Somebody looked at it and decided.
CHECKED = ("verified", "rejected")
# Earns no points, whatever is written beside it.
EARNS_NOTHING = ("none", "rejected")

# In the names of offices and officials of a regency: "Dinas Kesehatan" is no place.
OFFICE_WORDS = frozenset({
    "setda", "sekretariat", "dinas", "badan", "inspektorat", "dprd", "staf", "ahli", "asisten", "camat", "kecamatan",
    "kelurahan", "lapas", "rutan", "pengadilan", "negeri", "bappeda", "kesbangpol", "bakesbangpol",
})  # fmt: skip
