"""Compares what an engine suggests with what is annotated, sentence by sentence.

Suggestions between two known actors are scored. One with an end that is only described is counted
apart: an engine may offer it, and no headline figure moves.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gold import DESCRIBED, PRONOUN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gold import Claim, Document, Known, Sentence

SYMMETRIC = frozenset({"allied-with", "related-to", "linked-to"})
_WORD = re.compile(r"\w{4,}")


class Suggestion(Protocol):
    """What an engine offers: a claim, the range of its quote, and how it is said."""

    subject: str
    type: str
    object: str
    start: int
    end: int
    letters: Iterable[str]
    stance: str
    hedged: bool
    speaker: str | None


class Engine(Protocol):
    """What is scored: from a document's text and the known actors to suggestions."""

    def __call__(self, text: str, known: Sequence[Known]) -> Iterable[Suggestion]: ...


class Level(NamedTuple):
    """How much of a claim has to agree for it to count as right."""

    label: str
    typed: bool
    directed: bool


PAIR = Level("pair", typed=False, directed=False)
TYPED = Level("pair and type", typed=True, directed=False)
DIRECTED = Level("pair, type and direction", typed=True, directed=True)
LEVELS = (PAIR, TYPED, DIRECTED)


class Error(NamedTuple):
    """A suggestion that is wrong, or a claim that was missed, and in which sentence."""

    kind: str
    sentence: str
    what: str


class Score:
    """The counts of one split, and the errors behind them."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: list[Error] = []

    def share(self, right: str, of: str) -> float | None:
        """The one count divided by the other; None where the other is zero."""
        return self.counts[right] / self.counts[of] if self.counts[of] else None

    def precision(self, level: Level) -> float | None:
        """Of what was suggested and is judged, what is right."""
        right, wrong = self.counts[f"{level.label}: right"], self.counts[f"{level.label}: wrong"]
        return right / (right + wrong) if right + wrong else None

    def recall(self, level: Level) -> float | None:
        """Of the claims that are wanted, those that were suggested."""
        return self.share(f"{level.label}: right", "wanted")


def score(engine: Engine, documents: Iterable[Document]) -> Score:
    """Runs the engine over whole documents and scores what falls into annotated sentences."""
    result = Score()
    for document in documents:
        known = {actor.id for actor in document.known}
        given = list(engine(document.text, document.known))
        for sentence, suggestions in _by_sentence(document.sentences, given):
            _sentence(result, sentence, suggestions, known)
    return result


def agrees(claim: Claim, suggestion: Suggestion, level: Level) -> bool:
    """Whether a suggestion is this claim, as far as the level looks."""
    return any(
        (not level.typed or suggestion.type == kind)
        and _ends(claim, suggestion, turned, level.directed)
        for kind, turned in _types(claim)
    )


def _types(claim: Claim) -> Iterator[tuple[str, bool]]:
    for alternative in claim.type.split("|"):
        yield alternative.lstrip("^"), alternative.startswith("^")


def _ends(claim: Claim, suggestion: Suggestion, turned: bool, directed: bool) -> bool:
    left, right = (claim.object, claim.subject) if turned else (claim.subject, claim.object)
    if _is_end(left, suggestion.subject) and _is_end(right, suggestion.object):
        return True
    either = not directed or claim.either_way or suggestion.type in SYMMETRIC
    return either and _is_end(right, suggestion.subject) and _is_end(left, suggestion.object)


def _is_end(annotated: str, suggested: str) -> bool:
    return any(_is_same(alternative, suggested) for alternative in annotated.split("|"))


def _is_same(annotated: str, suggested: str) -> bool:
    if annotated.startswith(PRONOUN):
        return True
    return annotated == suggested


def _is_described(claims: Iterable[Claim], suggestion: Suggestion, known: set[str]) -> bool:
    """Whether one of the claims has the suggestion's known end, and words of its other end."""
    return any(
        suggestion.type == kind
        and _is_like(claim.object if turned else claim.subject, suggestion.subject, known)
        and _is_like(claim.subject if turned else claim.object, suggestion.object, known)
        for claim in claims
        for kind, turned in _types(claim)
    )


def _is_like(annotated: str, suggested: str, known: set[str]) -> bool:
    if suggested in known:
        return _is_end(annotated, suggested)
    described = (name for name in annotated.split("|") if name.startswith(DESCRIBED))
    return any(_words(name.removeprefix(DESCRIBED)) & _words(suggested) for name in described)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _by_sentence(
    sentences: Sequence[Sentence], suggestions: Sequence[Suggestion]
) -> Iterator[tuple[Sentence, list[Suggestion]]]:
    """Each suggestion with the sentence that it shares most with; others aren't judged."""
    placed: dict[str, list[Suggestion]] = {sentence.id: [] for sentence in sentences}
    for suggestion in suggestions:
        shares = [(_shared(sentence, suggestion), sentence.id) for sentence in sentences]
        most, name = max(shares, default=(0, ""))
        if most > 0:
            placed[name].append(suggestion)
    for sentence in sentences:
        yield sentence, placed[sentence.id]


def _shared(sentence: Sentence, suggestion: Suggestion) -> int:
    return min(sentence.end, suggestion.end) - max(sentence.start, suggestion.start)


def _sentence(
    result: Score, sentence: Sentence, suggestions: Sequence[Suggestion], known: set[str]
) -> None:
    between_known = [item for item in suggestions if {item.subject, item.object} <= known]
    wanted = [claim for claim in sentence.claims if claim.is_wanted]
    result.counts["sentences"] += 1
    result.counts["wanted"] += len(wanted)
    described = [item for item in suggestions if item not in between_known]
    result.counts["described"] += len(described)
    result.counts["described: right"] += sum(
        _is_described(sentence.claims, item, known) for item in described
    )
    if sentence.says_nothing:
        result.counts["says nothing"] += 1
        result.counts["silent"] += all(
            _is_tolerated(sentence, item, DIRECTED) for item in between_known
        )
    if not wanted:
        result.counts["nothing wanted"] += 1
        result.counts["nothing wrong"] += all(
            _is_tolerated(sentence, item, DIRECTED) for item in between_known
        )
    for level in LEVELS:
        _level(result, sentence, between_known, level)
    _unreal(result, sentence, between_known)


def _level(
    result: Score, sentence: Sentence, suggestions: Sequence[Suggestion], level: Level
) -> None:
    wanted = [claim for claim in sentence.claims if claim.is_wanted]
    matched = _matched(wanted, suggestions, level)
    result.counts[f"{level.label}: right"] += len(matched)
    wrong = _unlike(
        [
            item
            for item in suggestions
            if not any(agrees(claim, item, level) for claim in wanted)
            and not _is_tolerated(sentence, item, level)
        ],
        level,
    )
    result.counts[f"{level.label}: wrong"] += len(wrong)
    if level is not DIRECTED:
        return
    for claim, suggestion in matched:
        _how_it_is_said(result, sentence, claim, suggestion)
    got = [claim for claim, _ in matched]
    result.errors += [
        Error("missed", sentence.id, shown(claim)) for claim in wanted if claim not in got
    ]
    result.errors += [Error("wrong", sentence.id, _line(item)) for item in wrong]


def _matched(
    wanted: Sequence[Claim], suggestions: Sequence[Suggestion], level: Level
) -> list[tuple[Claim, Suggestion]]:
    """As many claims as possible, each with a suggestion of its own."""
    holder: dict[int, int] = {}

    def settle(number: int, tried: set[int]) -> bool:
        for place, item in enumerate(suggestions):
            if place not in tried and agrees(wanted[number], item, level):
                tried.add(place)
                if place not in holder or settle(holder[place], tried):
                    holder[place] = number
                    return True
        return False

    for number in range(len(wanted)):
        settle(number, set())
    return [(wanted[number], suggestions[place]) for place, number in holder.items()]


def _unlike(suggestions: Sequence[Suggestion], level: Level) -> list[Suggestion]:
    """The suggestions without those that the level can't tell from an earlier one."""
    kept: dict[object, Suggestion] = {}
    for item in suggestions:
        ends = (item.subject, item.object)
        either = not level.directed or item.type in SYMMETRIC
        kept.setdefault(
            (frozenset(ends) if either else ends, item.type if level.typed else ""), item
        )
    return list(kept.values())


def _is_tolerated(sentence: Sentence, suggestion: Suggestion, level: Level) -> bool:
    """Neither wanted nor punished: optional, described, by a pronoun, or rightly denied."""
    return any(
        agrees(claim, suggestion, level)
        and (suggestion.stance == "disputes" if claim.is_unreal else not claim.is_wanted)
        and (not claim.is_unreal or claim.assertion == "denied")
        for claim in sentence.claims
    )


def _unreal(result: Score, sentence: Sentence, suggestions: Sequence[Suggestion]) -> None:
    real = [claim for claim in sentence.claims if not claim.is_unreal]
    for claim in sentence.claims:
        if not claim.is_unreal:
            continue
        result.counts["denied or supposed"] += 1
        positive = [
            item
            for item in suggestions
            if item.stance != "disputes"
            and agrees(claim, item, DIRECTED)
            and not any(agrees(other, item, DIRECTED) for other in real)
        ]
        if positive:
            result.counts["came out positive"] += 1
            result.errors.append(Error(claim.assertion, sentence.id, _line(positive[0])))


def _how_it_is_said(
    result: Score, sentence: Sentence, claim: Claim, suggestion: Suggestion
) -> None:
    judged = {
        "letters": _letters_right(claim, suggestion),
        "stance": (suggestion.stance == "disputes") == (claim.stance == "disputes"),
        "hedge": None if claim.hedge is None else suggestion.hedged == claim.hedge,
        "speaker": _speaker_right(claim, suggestion.speaker),
    }
    for what, right in judged.items():
        if right is None:
            continue
        result.counts[f"{what}: judged"] += 1
        result.counts[f"{what}: right"] += right
        if not right:
            result.errors.append(
                Error(what, sentence.id, f"{_line(suggestion)} for {shown(claim)}")
            )


def _letters_right(claim: Claim, suggestion: Suggestion) -> bool | None:
    """None where the suggestion is of another type than the one that the letters are for."""
    if suggestion.type != next(_types(claim))[0]:
        return None
    given = set(suggestion.letters)
    may = claim.letters | claim.letters_allowed
    return all(any(_refines(letter, want) for letter in given) for want in claim.letters) and all(
        any(_refines(letter, allowed) for allowed in may) for letter in given
    )


def _refines(letter: str, wanted: str) -> bool:
    return letter == wanted or letter.startswith(f"{wanted}.")


def _speaker_right(claim: Claim, speaker: str | None) -> bool:
    if claim.speaker is None:
        return not speaker
    if not speaker:
        return claim.speaker_optional
    return any(
        alternative == speaker or _shares_words(alternative, speaker)
        for alternative in claim.speaker.split("|")
    )


def _shares_words(annotated: str, given: str) -> bool:
    if given.casefold() == annotated.casefold():
        return True
    wanted, words = _words(annotated.replace("-", " ")), _words(given.replace("-", " "))
    return bool(wanted and words) and (wanted <= words or words <= wanted)


def shown(claim: Claim) -> str:
    """A claim in one line, with the letters and what is special about it."""
    parts = [claim.subject, claim.type, claim.object, *sorted(claim.letters)]
    return " ".join([*parts, *([f"speaker {claim.speaker}"] if claim.speaker else [])])


def _line(item: Suggestion) -> str:
    parts = [item.subject, item.type, item.object, *sorted(item.letters)]
    parts += ["disputes"] if item.stance == "disputes" else []
    parts += ["hedged"] if item.hedged else []
    return " ".join([*parts, *([f"speaker {item.speaker}"] if item.speaker else [])])
