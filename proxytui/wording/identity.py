"""Who is who, in words: what was decided of two actors, and what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model.vocabulary import KINDS
from proxytui.wording.name import label
from proxytui.wording.phrases import Namer, join_words, plural, quoted, upper_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Period
    from proxytui.model.identities import Contradiction
    from proxytui.model.records import Actor, Decision

JUDGEMENTS = {"same": "the same", "different": "different", "unsure": "unsure"}
"""Every judgement on two actors, in words."""


def judged_words(judgement: str, name: str, other: str) -> str:
    """What was just decided: "A and B are judged the same"."""
    verb = {"unsure": "kept as unsure"}.get(judgement, f"judged {JUDGEMENTS.get(judgement, '')}")
    return f"{name} and {other} are {verb}"


def recorded_words(originals: Sequence[Actor], period: Period | None) -> str:
    """The records that one actor stands for: "Recorded as 2 actors: A [a] and B [b]."."""
    listed = join_words([named(actor, period) for actor in originals])
    return f"Recorded as {plural(len(originals), 'actor')}: {listed}."


def named(actor: Actor, period: Period | None) -> str:
    """An actor by its name at a date and its id: "A [a]"."""
    return f"{label(actor, period)} [{text.line(actor.id)}]"


def decision_words(decision: Decision, name: Namer | None = None) -> str:
    """A decision in words; without `name` of which actors is left out."""
    judged = f"judged {JUDGEMENTS.get(decision.judgement, text.line(decision.judgement))}"
    when = f" on {text.line(decision.made)[:10]}" if decision.made else ""
    reason = f": {text.line(decision.reason)}" if decision.reason else ", no reason given"
    words = f"{judged}{when}{reason}"
    if name is None:
        return upper_first(words)
    return f"{name(decision.a)} and {name(decision.b)} {words}"


def within_words(count: int) -> str:
    """That claims between two that are the same make no tie."""
    verb = "makes" if count == 1 else "make"
    return f"{plural(count, 'claim')} between them {verb} no tie while they are judged the same."


def reason_words(code: str, texts: Sequence[str], more: int, name: Namer) -> str:
    """What speaks for two actors being the same, or, beginning with "but", against it; as
    `questions.candidates.Reason` has it."""
    if code == "neighbours":
        names = [*map(name, texts), *([f"{more} more"] if more else [])]
        return f"both have ties of one kind with {join_words(names)}"
    first, second, *rest = [*map(text.line, texts), ""]
    match code:
        case "identifier":
            return f"both have {first} {second}"
        case "name" if first == second:
            return f"both are called {quoted(first)}"
        case "name":
            return f"{quoted(first)} and {quoted(second)} differ by case or signs only"
        case "like":
            return f"{quoted(first)} sounds like {quoted(second)}"
        case "word":
            return f"a name of each has the word {quoted(first)}"
        case "other-identifier":
            return f"but {first} has them apart: {second} and {rest[0]}"
        case "kinds":
            kinds = [KINDS[kind].label if kind in KINDS else kind for kind in (first, second)]
            return f"but one is recorded as: {kinds[0]}, the other as: {kinds[1]}"
    tied = join_words([type_.replace("-", " ") for type_ in map(text.line, texts)])
    return f"but sources tie them to each other: {tied}"


def way_words(way: Sequence[str]) -> str:
    """The record that a claim stands on, and where it goes; "" without any."""
    return " → ".join((f"recorded on {text.line(way[0])}", *map(text.line, way[1:]))) if way else ""


def still_joined_words(chain: Sequence[Decision]) -> str:
    """That two actors show as one all the same, by which other decisions; "" where none."""
    if not chain:
        return ""
    return f"they still show as one by other decisions: {_pairs(chain)}"


def contradicted_words(contradictions: Sequence[Contradiction]) -> str:
    """That actors judged different show as one since a decision joined them; "" without any."""
    return "; ".join(
        f"{text.line(odd.decision.a)} and {text.line(odd.decision.b)} are judged different, yet"
        f" they show as one now: {_pairs(odd.chain)}"
        for odd in contradictions
    )


def _pairs(chain: Sequence[Decision]) -> str:
    return join_words([f"{text.line(step.a)} = {text.line(step.b)}" for step in chain])


def contradiction_words(different: str, chain: Sequence[Decision]) -> str:
    """That a decision for different is contradicted by others for same."""
    steps = join_words([text.line(decision.id) for decision in chain])
    return f"{text.line(different)} judges them different, yet {steps} judge them the same"
