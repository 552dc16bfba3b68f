"""Who is who in lines: what is decided, which actors may be the same, what one actor stands for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from proxytui import text as texts
from proxytui import wording
from proxytui.model.records import Decision
from proxytui.views.findings import prose
from proxytui.views.lines import BLANK, Row, Span, cut, foreign, paragraph, rule, width
from proxytui.views.page_lines import GAP, PageLine, dotted, heading, plain
from proxytui.views.record_name import actor_label
from proxytui.wording import actor_record, identity, label
from proxytui.wording.phrases import quoted, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.model.identities import Contradiction
    from proxytui.model.records import Claim
    from proxytui.questions.candidates import Candidate
    from proxytui.views.lines import Line
    from proxytui.views.scene import Scene

_SHORTEST = 30
"""Cut to fewer cells a reason says nothing."""
_SIGNS = {"same": " = ", "different": " ≠ "}
"""The sign between two actors on which something is decided; a question mark where it is not."""


def named(scene: Scene, actor: str) -> str:
    """An actor as it is recorded, by name and id."""
    recorded = scene.index.merged.recorded(actor, scene.index.actors)
    return identity.named(recorded, scene.lens.as_of) if recorded is not None else actor


def decision_words(scene: Scene, decision: Decision) -> str:
    """A decision with its two actors."""
    return identity.decision_words(decision, lambda actor: named(scene, actor))


def reasons(scene: Scene, candidate: Candidate) -> list[str]:
    """What speaks for and against a candidate."""
    return [identity.reason_words(*reason, scene.name) for reason in candidate.reasons]


def stands_for(scene: Scene, actor: str) -> list[str]:
    """The sentences about the records that one actor stands for; none for a single record."""
    index = scene.index
    originals = index.merged.originals.get(actor, ())
    if not originals:
        return []
    sentences = [identity.recorded_words(originals, scene.lens.as_of)]
    decisions = index.merged.decisions.get(actor, ())
    if len(decisions) == 1 and len(originals) == 2:
        sentences.append(f"{identity.decision_words(decisions[0])}.")
    else:
        sentences += [f"{decision_words(scene, decision)}." for decision in decisions]
    within = index.merged.within.get(actor, ())
    return [*sentences, identity.within_words(len(within))] if within else sentences


def line(scene: Scene, pair: Candidate | Decision, cells: int) -> Line:
    """`Hezbollah ? Hizbullah   both have wikidata Q41053`; of one name twice the ids."""
    index = scene.index
    recorded = [index.merged.recorded(end, index.actors) for end in (pair.a, pair.b)]
    names = [
        label(actor, scene.lens.as_of) if actor is not None else end
        for actor, end in zip(recorded, (pair.a, pair.b), strict=True)
    ]
    room = max(8, (cells - 3) // 2 - 1)
    if names[0] == names[1]:
        names = [named(scene, pair.a), f"[{pair.b}]"]
    # A short name leaves its place to the other one.
    room = max(room, cells - 3 - min(width((foreign(name),)) for name in names))
    why = pair.reason if isinstance(pair, Decision) else reasons(scene, pair)[0]
    sign = Span(_SIGNS.get(_judgement(pair), " ? "), "dim")
    line: Line = (foreign(cut(names[0], room)), sign, foreign(cut(names[1], room)))
    room = cells - width(line) - 3
    if not why or room < min(_SHORTEST, width((foreign(why),))):
        return line
    return (*line, Span("   "), foreign(cut(texts.line(why), room), "dim"))


def in_full(scene: Scene, pair: Candidate | Decision, cells: int) -> list[Row]:
    """A pair with what speaks for and against it, and both actors as they are recorded."""
    index = scene.index
    rows = prose(f"{named(scene, pair.a)} and {named(scene, pair.b)}", cells, "strong")
    if isinstance(pair, Decision):
        rows += prose(f"{identity.decision_words(pair)}.", cells)
    else:
        for words in reasons(scene, pair):
            against = words.startswith("but ")
            rows += prose(upper_first(words), cells, "caution" if against else "text")
    for end in (pair.a, pair.b):
        actor = index.merged.recorded(end, index.actors)
        rows += [BLANK, Row("", rule(cut(named(scene, end), cells - 4), "", cells), stop=False)]
        if actor is None:
            rows += prose("This actor is no longer recorded.", cells, "dim")
            continue
        facts = [*actor_record.kind_and_countries(actor), *actor_record.life(actor)]
        rows += prose(" · ".join(facts), cells, "dim")
        rows += prose(" · ".join(actor_record.names(actor)), cells)
        if actor.summary:
            rows += prose(actor.summary, cells, "dim")
        ids = [f"{scheme} {code}" for scheme, codes in actor.identifiers.items() for code in codes]
        if ids:
            rows += prose(", ".join(ids), cells, "dim")
    return rows


class Going(NamedTuple):
    """Where a claim that is shared out goes: the number of the place, 0 for a record that is gone;
    whether it moves there; the record that it stands on and the place that it goes to, where they
    are to be named."""

    key: str
    number: int
    moves: bool
    way: tuple[str, ...]


def places(names: Sequence[str]) -> list[Row]:
    """What claims can go to, by number."""
    return [
        *(
            Row("", (Span(f"{number}  ", "key"), foreign(name)), stop=False)
            for number, name in enumerate(names, 1)
        ),
        BLANK,
    ]


def shared_out(scene: Scene, claim: Claim, going: Going, cells: int) -> list[Row]:
    """A claim of an actor that is split, behind the number of where it goes; who says it, in which
    words, and on which record it stands."""
    words = wording.claim_sentences(claim, partial(actor_label, scene), scene.source)[0]
    first, *more = paragraph(words, cells - 3, "strong" if going.moves else "text")
    lead = Span(f"{going.number or '–'}  ", "key" if going.moves else "dim")
    below = [Row("", (Span("   "), *line), stop=False) for line in more]
    quotes = (quoted(c.quote.exact) for c in claim.citations if c.quote is not None)
    beneath = (next(quotes, ""), identity.way_words(going.way))
    below += [
        Row("", (Span("   "), foreign(cut(words, cells - 3), "dim")), stop=False)
        for words in beneath
        if words
    ]
    return [Row(going.key, (lead, *first)), *below]


def _judgement(pair: Candidate | Decision) -> str:
    return pair.judgement if isinstance(pair, Decision) else ""


def page(
    scene: Scene,
    decisions: Sequence[Decision],
    contradictions: Sequence[Contradiction],
    candidates: Sequence[Candidate],
) -> Iterator[PageLine]:
    """Decisions, where they contradict each other, and candidates with their reasons."""
    if decisions:
        yield heading("decided", len(decisions))
        for decision in decisions:
            words = foreign(decision_words(scene, decision))
            yield PageLine(dotted([words, foreign(decision.id, "dim")]), (Span("  "),))
        for odd in contradictions:
            yield plain(identity.contradiction_words(odd.decision.id, odd.chain), "alert", "  ")
    if candidates:
        if decisions:
            yield GAP
        yield heading("may be the same", len(candidates))
        for pair in candidates:
            ends = f"{named(scene, pair.a)} and {named(scene, pair.b)}"
            yield PageLine((foreign(ends, "strong"),), (Span("  "),))
            for reason in reasons(scene, pair):
                yield plain(reason, "text", "    ")
