"""Small worlds of provinces, sources and claims, as hypothesis draws them."""

import os
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
from hypothesis import Phase, settings
from hypothesis import strategies as st

from kkpham_analysis.measures import claim_roles, compliant_share, regencies_in, regency_status, resolve_awards

# HYPOTHESIS_PROFILE=thorough looks at more worlds, and reduces what fails to the smallest, which takes minutes.
settings.register_profile(
    "quick", max_examples=15, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("many", max_examples=1000, deadline=None)
_profile = settings.get_profile("many" if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else "quick")
in_small_worlds = settings(_profile)
# A stack holds four worlds, and takes hardly longer than one: as many worlds are seen in a quarter of the examples.
WORLDS_IN_A_STACK = 4
in_stacks = settings(_profile, max_examples=-(-_profile.max_examples // WORLDS_IN_A_STACK))
in_many_stacks = settings(_profile, max_examples=_profile.max_examples)
in_answered_frames = settings(_profile, max_examples=8 * _profile.max_examples)
# Rich by construction, whatever is drawn: a few are enough.
in_few_rich_worlds = settings(_profile, max_examples=-(-_profile.max_examples // 5))
in_small_tables = settings(_profile, max_examples=6 * _profile.max_examples)

AWARD_YEAR = 2023
IS_COMPLIANT = {"good": True, "fair": False, "bad": False, "took_part": None}
CATEGORIES = st.sampled_from(["good", *IS_COMPLIANT])
KIND_NAMES = ["regulation", "ministry", "government", "news"]
KINDS = st.sampled_from(KIND_NAMES)
DATES = st.sampled_from([None, None, "2023", "2024", "2023-12", "2024-01", "2023-12-10", "2024-01-01"])
# What takes part in a figure, and then with what does not.
TAKING_PART = st.sampled_from(["stated", "stated", "blanket", "derived"])
CERTAINTIES = st.sampled_from(["stated", "stated", "stated", "blanket", "derived", "uncertain"])
RULES = st.builds("{}{}%".format, st.sampled_from([">", ">="]), st.sampled_from([0, 25, 33, 40, 50, 60, 75, 80, 100]))


@dataclass(frozen=True)
class World:
    """The tables that the measures read."""

    regencies: pd.DataFrame
    province_changes: pd.DataFrame
    sources: pd.DataFrame
    award_claims: pd.DataFrame
    province_claims: pd.DataFrame

    def tables(self):
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def with_source(self, source_id, kind, published_on):
        return replace(self, sources=_stacked(self.sources, sources_table([(source_id, kind, published_on)])))

    def with_award_claim(self, *claim):
        return replace(self, award_claims=_stacked(self.award_claims, award_claims_table([claim])))

    def with_province_claim(self, *claim):
        added = province_claims_table([claim], self.sources)
        return replace(self, province_claims=_stacked(self.province_claims, added))

    def raw_tables(self):
        """The world as the files of data/raw, by their path."""
        provinces = sorted(set(self.regencies["province_code"]))
        is_compliant = ["" if compliant is None else int(compliant) for compliant in IS_COMPLIANT.values()]
        rule = (AWARD_YEAR, AWARD_YEAR, "province", ">", 60, "regencies")
        rule_columns = ["award_year_from", "award_year_to", "level", "operator", "threshold_percent", "denominator"]
        return {
            "regions/regencies": self.regencies,
            "regions/provinces": pd.DataFrame({"province_code": provinces, "name_id": provinces}),
            "regions/province_changes": self.province_changes,
            "awards/categories": pd.DataFrame({"category": list(IS_COMPLIANT), "is_compliant": is_compliant}),
            "awards/sources": self.sources,
            "awards/award_claims": self.award_claims.drop(columns=["is_compliant", "rule"]),
            "awards/province_claims": self.province_claims.drop(columns=["kind", "published_on"]),
            "awards/national_claims": pd.DataFrame(
                columns=["award_year", "measure", "value", "certainty", "source_id", "note"]
            ),
            "awards/rules": pd.DataFrame([rule], columns=rule_columns),
        }


@dataclass(frozen=True)
class Figures:
    """What the measures make of a world, each computed when a test first looks at it."""

    world: World
    rule: str | None

    def tables(self):
        return {name: getattr(self, name) for name in ["regencies", "roles", "awards", "shares", "statuses"]}

    @cached_property
    def regencies(self):
        return regencies_in(self.world.regencies, self.world.province_changes, award_year=AWARD_YEAR)

    @cached_property
    def roles(self):
        return claim_roles(self.world.award_claims, self.world.sources)

    @cached_property
    def awards(self):
        return resolve_awards(self.world.award_claims, self.world.sources)

    @cached_property
    def shares(self):
        claims = self.world.province_claims
        return compliant_share(
            self.awards, self.regencies, award_year=AWARD_YEAR, rule=self.rule, province_claims=claims
        )

    @cached_property
    def statuses(self):
        claims = self.world.province_claims
        return regency_status(self.awards, self.regencies, award_year=AWARD_YEAR, province_claims=claims)


def figures(world, *, rule=">60%"):
    return Figures(world, rule)


def sources_table(rows):
    return pd.DataFrame(rows, columns=["source_id", "kind", "published_on"]).astype("str")


def award_claims_table(rows):
    """Claims from rows of regency_code, category, certainty, source_id."""
    frame = pd.DataFrame(rows, columns=["regency_code", "category", "certainty", "source_id"]).astype("str")
    frame.insert(0, "award_year", pd.array([AWARD_YEAR] * len(frame), dtype="Int64"))
    frame["is_compliant"] = pd.array([IS_COMPLIANT[category] for category in frame["category"]], dtype="boolean")
    return frame.assign(
        score=pd.array([pd.NA] * len(frame), dtype="Float64"),
        note=pd.array([pd.NA] * len(frame), dtype="str"),
        rule=pd.array([">60%"] * len(frame), dtype="str"),
    )


def province_claims_table(rows, sources):
    """Claims from rows of province_code, measure, value, certainty, source_id."""
    frame = pd.DataFrame(rows, columns=["province_code", "measure", "value", "certainty", "source_id"])
    frame = frame.astype({"value": "Int64"} | dict.fromkeys(frame.columns.drop("value"), "str"))
    frame.insert(0, "award_year", pd.array([AWARD_YEAR] * len(frame), dtype="Int64"))
    frame["note"] = pd.array([pd.NA] * len(frame), dtype="str")
    return frame.merge(sources, on="source_id", how="left", validate="many_to_one")


def _stacked(table, added):
    return pd.concat([table, added], ignore_index=True)


@st.composite
def _regencies(draw):
    sizes = draw(st.lists(st.integers(1, 8), min_size=2, max_size=4))
    rows = [
        (f"{province}{number:02}", f"{province}", "kabupaten", f"Tempat {province} {number}")
        for province, size in enumerate(sizes, start=11)
        for number in range(1, size + 1)
    ]
    frame = pd.DataFrame(rows, columns=["regency_code", "province_code", "type", "name"]).astype("str")
    frame["full_name"] = "Kabupaten " + frame["name"]
    # Some were formed after the day that the round looks at.
    days = draw(
        st.lists(
            st.sampled_from([None] * 6 + ["2013-01-11", "2022-12-31", "2023-03-01"]), min_size=len(rows), max_size=8 * 4
        )
    )
    return frame.assign(valid_from=pd.array(days[: len(rows)], dtype="str"))


@st.composite
def _province_changes(draw, regencies):
    moved = draw(st.lists(st.sampled_from(list(regencies["regency_code"])), max_size=2, unique=True))
    rows = [
        (code, code[:2], "11", draw(st.sampled_from(["2022-11-11", "2022-12-31", "2023-02-01"])))
        for code in sorted(moved)
    ]
    frame = pd.DataFrame(rows, columns=["regency_code", "province_code", "previous_province_code", "changed_on"])
    names = regencies.set_index("regency_code")["full_name"]
    frame.insert(1, "full_name", [names[code] for code in frame["regency_code"]])
    return frame.astype("str")


@st.composite
def _tellings(draw, regencies, source_ids):
    """Sources that tell of a whole province, by name and number, after one truth; some slip."""
    truth = draw(st.sets(st.sampled_from(list(regencies["regency_code"]))))
    provinces = st.sampled_from(sorted(set(regencies["province_code"])))
    tellings = st.tuples(provinces, st.sampled_from(source_ids), st.sampled_from(["names", "number", "both"]))
    award_rows, province_rows = [], []
    for province, source_id, telling in draw(st.lists(tellings, max_size=6, unique_by=lambda row: row[:2])):
        told = sorted(code for code in truth if code.startswith(province))[draw(st.sampled_from([0, 0, 1])) :]
        if telling != "number":
            certainty = draw(st.sampled_from(["stated", "stated", "derived", "blanket"]))
            award_rows += [(code, "good", certainty, source_id) for code in told]
            province_rows.append(
                (province, "complete_list", 1, draw(st.sampled_from(["stated", "stated", "uncertain"])), source_id)
            )
        if telling != "names":
            province_rows.append((province, "awarded_regencies", len(told), "stated", source_id))
    return award_rows, province_rows


@st.composite
def worlds(draw):
    """Two to four provinces of one to eight regencies, up to five sources, and what these claim."""
    regencies = draw(_regencies())
    province_changes = draw(_province_changes(regencies))
    source_ids = [f"Q{number}" for number in range(1, draw(st.integers(2, 5)) + 1)]
    # Few kinds and few places, so that claims meet.
    kinds = st.sampled_from(draw(st.sampled_from([["news"], ["ministry", "regulation"], ["government", "news"]])))
    sources = sources_table([(source_id, draw(kinds), draw(DATES)) for source_id in source_ids])
    source, regency = st.sampled_from(source_ids), st.sampled_from(list(regencies["regency_code"][:4]))
    province = st.sampled_from(sorted(set(regencies["province_code"])))
    is_sure = st.sampled_from(["stated", "stated", "stated", "uncertain"])
    lists = st.tuples(province, st.just("complete_list"), st.sampled_from([1, 1, 0]), is_sure, source)
    counts = st.tuples(province, st.just("awarded_regencies"), st.integers(0, 4), is_sure, source)
    participants = st.tuples(province, st.just("participating_regencies"), st.integers(0, 9), is_sure, source)
    awards = st.tuples(province, st.just("province_award"), st.sampled_from([1, 1, 0]), is_sure, source)
    others = st.tuples(province, st.just("total_regencies"), st.just(1), is_sure, source)
    award_rows, province_rows = draw(_tellings(regencies, source_ids))
    award_rows = award_rows + draw(
        st.lists(st.tuples(regency, CATEGORIES, CERTAINTIES, source), min_size=4, max_size=16)
    )
    province_rows = province_rows + draw(st.lists(lists | counts | participants | awards | others, max_size=6))
    # A source says one thing of one place.
    award_rows = list({(row[0], row[3]): row for row in award_rows}.values())
    province_rows = list({(row[0], row[1], row[4]): row for row in province_rows}.values())
    return World(
        regencies,
        province_changes,
        sources,
        award_claims_table(award_rows),
        province_claims_table(province_rows, sources),
    )


def _apart(world, letter):
    """The world with a letter before each of its codes and sources."""
    keys = ["regency_code", "province_code", "previous_province_code", "source_id"]

    def marked(table):
        return table.assign(**{key: letter + table[key] for key in keys if key in table.columns})

    return {name: marked(table) for name, table in world.tables().items()}


@st.composite
def stacks(draw):
    """Four small worlds that share nothing, as one."""
    drawn = [_apart(draw(worlds()), letter) for letter in "ABCD"]
    return World(**{name: pd.concat([tables[name] for tables in drawn], ignore_index=True) for name in drawn[0]})
