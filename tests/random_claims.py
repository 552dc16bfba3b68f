"""Random claims of a few years between three actors, with dates of every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from proxytui.graph.index import Index
from proxytui.model import dates

if TYPE_CHECKING:
    from proxytui.model.records import Json

ACTORS = ("a", "b", "c")
DAYS = st.builds(
    "{:04}-{:02}-{:02}".format, st.integers(2000, 2003), st.integers(1, 12), st.integers(1, 28)
)
MONTHS = st.builds("{:04}-{:02}".format, st.integers(2000, 2003), st.integers(1, 12))
YEARS = st.integers(1999, 2004).map(str)
SINGLE = st.one_of(DAYS, MONTHS, YEARS)


def _ordered(pair: tuple[str, str]) -> str:
    first, last = sorted(pair, key=lambda text: dates.parse(text).first)
    return f"{first}/{last}" if dates.parse(last).last >= dates.parse(first).first else last


BOUND = st.one_of(
    SINGLE,
    st.tuples(SINGLE, SINGLE).map(_ordered),
    SINGLE.map("../{}".format),
    SINGLE.map("{}/..".format),
)


@st.composite
def claims(draw: st.DrawFn) -> Json:
    subject, object_ = draw(st.permutations(ACTORS))[:2]
    made: Json = {
        "type": draw(st.sampled_from(["backs", "linked-to"])),
        "subject": subject,
        "object": object_,
        "basis": draw(st.sampled_from(["throughout", "throughout", "within", "each-year"])),
        "citations": [
            {
                "source": draw(st.sampled_from(["s-1", "s-2", "s-gone"])),
                "stance": draw(st.sampled_from(["supports", "supports", "disputes"])),
            }
        ],
    }
    given_as = {
        "since": draw(st.none() | BOUND),
        "until": draw(st.none() | BOUND | st.just("..")),
        "attested": draw(st.none() | st.tuples(SINGLE, SINGLE).map(list)),
        "status": draw(st.sampled_from([None, None, None, None, "refuted"])),
        "flags": draw(st.sampled_from([None, None, None, None, ["planned"]])),
    }
    made.update({key: value for key, value in given_as.items() if value is not None})
    return made


SOURCES: dict[str, Json] = {
    "s-1": {"title": "One", "published": "2002-05-05"},
    "s-2": {"title": "Two"},
    "s-gone": {"title": "Gone", "status": "retracted"},
}
INDEXES = st.lists(claims(), max_size=5).map(
    lambda made: Index.build(
        {
            "actors": {a: {"kind": "unknown", "names": [{"text": a}]} for a in ACTORS},
            "sources": SOURCES,
            "claims": {f"c-{n}": one for n, one in enumerate(made)},
        }
    )
)
