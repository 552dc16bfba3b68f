"""What an actor is called at a date, and how its names are worded."""

from __future__ import annotations

from wordings import DAY

from proxytui import wording
from proxytui.model import dates
from proxytui.model.records import Actor, Name


def test_the_label_is_the_name_of_the_date() -> None:
    actor = Actor(
        "hts",
        "armed-group",
        (
            Name("Nusra Front", since="2012", until="2016"),
            Name("HTS", type="acronym"),
            Name("Hayat Tahrir al-Sham", since="2017-01"),
        ),
    )
    at = {
        y: wording.label(actor, dates.period(y))
        for y in ("2010", "2013", "2016-12", "2017", "2024")
    }
    assert at == {
        "2010": "Nusra Front",
        "2013": "Nusra Front",
        "2016-12": "Nusra Front",
        "2017": "Hayat Tahrir al-Sham",
        "2024": "Hayat Tahrir al-Sham",
    }
    assert wording.label(actor, None) == "Nusra Front"


def test_a_name_that_holds_comes_before_one_that_only_may() -> None:
    names = (Name("Old"), Name("New", since="2012", until="2030"))
    actor = Actor("a", "party", names)
    assert wording.label(actor, dates.period("2020")) == "New"
    assert wording.label(actor, dates.period("2010")) == "Old"


def test_the_latest_of_the_names_before_stands_where_none_is_valid() -> None:
    names = (Name("First", until="1990"), Name("Second", until="2000"), Name("Never", since="2050"))
    assert wording.label(Actor("a", "party", names), dates.period("2020")) == "Second"


def test_a_described_actor_is_always_quoted_once() -> None:
    actor = Actor("a", "unknown", (Name("“takfiri groups”"),), described=True)
    assert wording.label(actor, DAY) == "“takfiri groups”"


def test_names_are_worded_with_type_and_dates() -> None:
    assert wording.name_words(Name("HTS", type="acronym")) == "HTS (acronym)"
    assert wording.name_words(Name("Nusra Front", until="2016?")) == (
        "Nusra Front (end given: 2016, uncertain)"
    )
