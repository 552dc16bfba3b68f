"""Foreign strings in sentences: whatever a record holds, the wording is one harmless line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordings import DAY, tie

from proxytui import text, wording
from proxytui.model.records import (
    Actor,
    Citation,
    Claim,
    Event,
    Locator,
    Name,
    Participant,
    Source,
    Speaker,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = (
    "",
    " ",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "a\nb\r\nc\td",
    "\u202eright\u2066",
    "\u200b\u200b",
    "x" + "\u0301" * 40,
    "[bold]markup[/]",
    "“quoted”",
    "{0} %s",
    "حزب الله",
    "真主黨",
    "\ud800",
)
FOREIGN = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))


def everything(foreign: str) -> Iterator[str]:
    """All that the wording makes of records in which every free text is this one."""
    source = Source(
        "s",
        foreign,
        author=foreign,
        publisher=foreign,
        publisher_parent=foreign,
        published=foreign,
    )
    titled = Source("t", f"[{foreign}]", published="2024")
    cited = Citation(
        "s",
        speaker=Speaker(actor="a", text=foreign),
        locator=Locator(page=foreign, paragraph=foreign),
    )
    other = Citation("t", speaker=Speaker(text=foreign))
    disputing = Citation("s", speaker=Speaker(text=foreign), stance="disputes")
    claim = Claim(
        "c",
        "backs",
        "a",
        "b",
        (cited, other, disputing),
        terms=("W", foreign),
        role=foreign,
        against=("x",),
        since=foreign,
        since_raw=foreign,
        until="2012",
        until_raw=foreign,
        flags=("alleged", foreign),
        reason=foreign,
        status="disputed",
    )
    event = Event(
        "e",
        foreign,
        date_raw=foreign,
        place=foreign,
        participants=(Participant("a", foreign),),
        citations=(cited,),
    )
    sources = {"s": source, "t": titled}

    def name(id_: str) -> str:
        return foreign

    for one in (tie(claim), tie(claim, Claim("d", "leads", "a", "b", (other,), role="x"))):
        yield wording.tie_title(one, name)
        yield from wording.tie_sentences(one, DAY, name, sources.get)
        yield wording.tie_words(one, DAY, name, sources.get, inverse=True)
        yield wording.state_words(one, DAY)
        yield from wording.tie_sentences(one, None, name, sources.get)
        yield wording.hop_dates(one, None, sources.get)
        yield wording.grade_words(one, sources.get) or "not graded"
        yield wording.difference_words(None, one, DAY, DAY, name, sources.get)
    yield wording.claim_words(claim, name, sources.get)
    yield wording.event_words(event, name, sources.get)
    yield wording.name_words(Name(foreign, type=foreign, since=foreign))
    yield wording.source_words(source)
    yield wording.source_words(titled)
    for citation in claim.citations:
        yield wording.citation_words(citation, name, sources.get)
    for described in (False, True):
        yield wording.label(Actor("a", "state", (Name(foreign),), described=described), DAY)
    yield wording.heading(foreign, inverse=False)


@pytest.mark.parametrize("foreign", HOSTILE)
def test_known_hostile_texts_make_one_clean_line(foreign: str) -> None:
    for said in everything(foreign):
        assert said == text.line(said)
        assert said
        assert "()" not in said
        assert "“”" not in said
        assert "None" not in said


@given(FOREIGN)
@settings(deadline=None)
def test_any_text_makes_one_clean_line(foreign: str) -> None:
    for said in everything(foreign):
        assert said == text.line(said)
        assert said
