"""Who is who in lines: what is decided, which actors may be the same, what one actor stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import GAP, PageLine, dotted, heading, plain
from proxytui.wording import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.model.identities import Contradiction
    from proxytui.model.records import Decision
    from proxytui.questions.candidates import Candidate
    from proxytui.views.scene import Scene


def named(index: Graph, actor: str) -> str:
    """An actor as it is recorded, by name and id."""
    recorded = index.merged.recorded(actor, index.actors)
    return identity.named(recorded) if recorded is not None else actor


def decision_words(index: Graph, decision: Decision) -> str:
    """A decision with its two actors."""
    ends = [index.merged.recorded(end, index.actors) for end in (decision.a, decision.b)]
    return identity.decision_words(decision, {end.id: end for end in ends if end is not None})


def reasons(scene: Scene, candidate: Candidate) -> list[str]:
    """What speaks for and against a candidate."""
    return [identity.reason_words(*reason, scene.name) for reason in candidate.reasons]


def stands_for(index: Graph, actor: str) -> list[str]:
    """The sentences about the records that one actor stands for; none for a single record."""
    originals = index.merged.originals.get(actor, ())
    if not originals:
        return []
    sentences = [identity.recorded_words(originals)]
    decisions = index.merged.decisions.get(actor, ())
    if len(decisions) == 1 and len(originals) == 2:
        sentences.append(f"{identity.decision_words(decisions[0], {}, others=False)}.")
    else:
        sentences += [f"{decision_words(index, decision)}." for decision in decisions]
    within = index.merged.within.get(actor, ())
    return [*sentences, identity.within_words(len(within))] if within else sentences


def page(
    scene: Scene,
    decisions: Sequence[Decision],
    contradictions: Sequence[Contradiction],
    candidates: Sequence[Candidate],
) -> Iterator[PageLine]:
    """Decisions, where they contradict each other, and candidates with their reasons."""
    index = scene.index
    if decisions:
        yield heading("decided", len(decisions))
        for decision in decisions:
            words = foreign(decision_words(index, decision))
            yield PageLine(dotted([words, foreign(decision.id, "dim")]), (Span("  "),))
        for odd in contradictions:
            yield plain(identity.contradiction_words(odd.decision.id, odd.chain), "alert", "  ")
    if candidates:
        if decisions:
            yield GAP
        yield heading("may be the same", len(candidates))
        for pair in candidates:
            ends = f"{named(index, pair.a)} and {named(index, pair.b)}"
            yield PageLine((foreign(ends, "strong"),), (Span("  "),))
            for reason in reasons(scene, pair):
                yield plain(reason, "text", "    ")
