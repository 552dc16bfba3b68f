"""Actors that may be the same: by identifiers, by names over scripts, by whom they have ties with.

What is found is a reason to look, and no judgement: a person decides. Actors that are known only
by a description are never among them, nor are pairs on which something was decided.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from proxytui.jobs import told_progress
from proxytui.jobs.pacing import batches, never, with_checkpoints
from proxytui.model.spilled_rows import SpilledRows
from proxytui.search.transliteration import latin, plain, readings, skeletons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.graph.protocol import Graph
    from proxytui.jobs.pacing import Checkpoint
    from proxytui.model.records import Actor

IDENTIFIER, NAME, LIKE, WORD = "identifier", "name", "like", "word"
NEIGHBOURS = "neighbours"
OTHER_IDENTIFIER, TIED, KINDS = "other-identifier", "tied", "kinds"
AGAINST = frozenset({OTHER_IDENTIFIER, TIED, KINDS})
"""The codes of what speaks against two actors being the same."""

_POINTS = {
    IDENTIFIER: 100,
    NAME: 60,
    LIKE: 40,
    WORD: 5,
    OTHER_IDENTIFIER: -50,
    TIED: -30,
    KINDS: -15,
}
_POINTS_A_NEIGHBOUR, _MOST_NEIGHBOURS = 6, 5
_SHORT_NAME, _SHORT_POINTS = 5, 25
"""A name of fewer letters is shared by many, most often as an acronym."""
_CONSONANTS = 4
"""Names with fewer consonants sound alike by chance."""
_LETTERS = 75.0
"""How alike in letters, of 100, names of one script must be that sound alike."""
_CROWD = 12
"""Of more actors with one key only the first is compared with each other actor."""
_RARE_WORD, _FEW = 5, 4
"""A word of at least so many letters in names of at most so many actors ties these together."""
_COMMON = frozenset(
    (
        *("armed", "brigade", "committee", "council", "defence", "defense", "democratic", "force"),
        *("forces", "front", "government", "group", "islamic", "liberation", "military"),
        *("militia", "ministry", "movement", "national", "organisation", "organization", "party"),
        *("people", "peoples", "popular", "republic", "resistance", "revolutionary", "state"),
        *("states", "union", "united"),
    )
)
"""Words that tell what somebody is and not who; a small store has few names with any of them."""
_KEPT = 1 << 14
"""So many actors are kept with their names and neighbours: 30 MB. Pairs come in order."""
_BATCH = 400
_SHARED = 2
"""So many neighbours make two actors that share a rare word a candidate."""


class Reason(NamedTuple):
    """What speaks for or against two actors being the same: a code, and what is shared or not.

    `texts` are an identifier's scheme and code; the two names; a word of both; the ids of
    neighbours; the types of the ties between the two; their two kinds. `more` counts neighbours
    that are not listed.
    """

    code: str
    texts: tuple[str, ...]
    more: int = 0


class Candidate(NamedTuple):
    """Two actors that may be the same, the one with more ties first, and why; more `points` make
    it likelier."""

    a: str
    b: str
    reasons: tuple[Reason, ...]
    points: int


def candidates(index: Graph, checkpoint: Checkpoint = never) -> tuple[Candidate, ...]:
    """All candidates that nothing was decided on, the likeliest first.

    20,000 actors take some seconds; `checkpoint` is called every few milliseconds.
    """
    index.join_ties(checkpoint)
    search = _Search(index, checkpoint)
    decided = {
        frozenset(map(index.merged.standing, (decision.a, decision.b)))
        for decision in index.iter_decisions()
    }
    listed = []
    for pair in with_checkpoints(search.pairs(), checkpoint, 16):
        if frozenset(pair) in decided:
            continue
        candidate = search.candidate(pair)
        if candidate is not None:
            listed.append(candidate)
    listed.sort(key=lambda candidate: (-candidate.points, candidate.a, candidate.b))
    return tuple(listed)


def candidates_of(index: Graph, actor: str, checkpoint: Checkpoint = never) -> list[Candidate]:
    """The candidates that one actor is of."""
    return [c for c in candidates(index, checkpoint) if actor in (c.a, c.b)]


class _Spelt(NamedTuple):
    """A name of an actor: as recorded, for comparing, in Latin letters, and by its consonants."""

    actor: str
    shown: str
    plain: str
    letters: str
    sounds: tuple[str, ...]


class _Search:
    """The pairs of a graph's actors that share a key, and what each pair shares.

    Keys and pairs wait on the disk where there are many; of the actors the last ones are kept.
    """

    def __init__(self, index: Graph, checkpoint: Checkpoint) -> None:
        self._index = index
        self._checkpoint = checkpoint
        self._names = lru_cache(_KEPT)(self._spelt)
        self._around = lru_cache(_KEPT)(self._neighbours)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs that have a key in common, each once."""
        shared = SpilledRows(2)
        keys = self._keys().in_order(2)
        for (kind, _), rows in groupby(with_checkpoints(keys, self._checkpoint), itemgetter(0, 1)):
            sharing = list(dict.fromkeys(str(actor) for *_, actor in rows))
            if len(sharing) < 2 or (kind == "word" and len(sharing) > _FEW):
                continue
            for pair in with_checkpoints(_paired(sharing), self._checkpoint):
                shared.add(*sorted(pair))
        every = with_checkpoints(shared.in_order(2), self._checkpoint)
        counted = told_progress.counted(every, len(shared), "pairs compared")
        for (first, second), _ in groupby(counted):
            yield str(first), str(second)

    def _keys(self) -> SpilledRows:
        """The kind and the text of each key of each actor, with the actor."""
        keys = SpilledRows(3)
        actors = with_checkpoints(self._index.iter_actors(), self._checkpoint)
        names = told_progress.counted(actors, len(self._index.actors), "names read")
        known = (actor for actor in names if not actor.described)
        while listed := list(islice(known, _BATCH)):
            for actor in listed:
                for scheme, codes in actor.identifiers.items():
                    for code in codes:
                        keys.add(f"id:{scheme}", code, actor.id)
            for name in _spelt(listed, self._checkpoint):
                keys.add("name", name.plain, name.actor)
                for sounds in name.sounds:
                    keys.add("sounds", sounds, name.actor)
                for word in name.plain.split():
                    if len(word) >= _RARE_WORD and word not in _COMMON:
                        keys.add("word", word, name.actor)
        return keys

    def _spelt(self, actor: str) -> list[_Spelt]:
        return list(_spelt([self._index.actors[actor]], never))

    def candidate(self, pair: tuple[str, str]) -> Candidate | None:
        """What speaks for and against a pair; None where nothing speaks for it."""
        actor, other = (self._index.actors[id_] for id_ in pair)
        if _apart(actor, other):
            return None
        reasons = [*_identifiers(actor, other), *self._alike(actor, other)]
        neighbours = self._shared(actor.id, other.id)
        if neighbours is not None and reasons:
            reasons.append(neighbours)
        elif neighbours is not None and len(neighbours.texts) >= _SHARED:
            reasons += [*self._word(actor.id, other.id), neighbours]
        if not any(reason.code not in AGAINST for reason in reasons):
            return None
        reasons += self._against(actor, other)
        points = sum(_points(reason) for reason in reasons)
        index = self._index
        a, b = sorted(pair, key=lambda id_: (-len(index.ties_of(id_)), id_))
        return Candidate(a, b, tuple(reasons), points) if points > 0 else None

    def _alike(self, actor: Actor, other: Actor) -> Iterator[Reason]:
        """The best of what the names have in common."""
        like: Reason | None = None
        for name in self._names(actor.id):
            for second in self._names(other.id):
                if name.plain == second.plain:
                    yield Reason(NAME, (name.shown, second.shown))
                    return
                if like is None and _sound_alike(name, second):
                    like = Reason(LIKE, (name.shown, second.shown))
        if like is not None:
            yield like

    def _word(self, actor: str, other: str) -> Iterator[Reason]:
        """The longest word that a name of each has."""
        ours, theirs = (
            {word for name in self._names(id_) for word in name.plain.split()}
            for id_ in (actor, other)
        )
        shared = sorted((ours & theirs) - _COMMON, key=lambda word: (-len(word), word))
        if shared:
            yield Reason(WORD, (shared[0],))

    def _shared(self, actor: str, other: str) -> Reason | None:
        """The actors that both have ties of one kind with."""
        ours, theirs = self._around(actor), self._around(other)
        shared = sorted({far for type_, way, far in ours if (type_, way, far) in theirs})
        shown = tuple(shared[:_MOST_NEIGHBOURS])
        return Reason(NEIGHBOURS, shown, len(shared) - len(shown)) if shown else None

    def _against(self, actor: Actor, other: Actor) -> Iterator[Reason]:
        between = sorted({type_ for type_, _, far in self._around(actor.id) if far == other.id})
        if between:
            yield Reason(TIED, tuple(between))
        if actor.kind != other.kind and "unknown" not in (actor.kind, other.kind):
            yield Reason(KINDS, (actor.kind, other.kind))

    def _neighbours(self, actor: str) -> dict[tuple[str, bool, str], None]:
        """The ties at an actor: type, whether it is the subject, and the other end."""
        ends = (self._index.ends[tie] for tie in self._index.ties_of(actor))
        return {
            (
                tie.type,
                tie.subject == actor,
                tie.object if tie.subject == actor else tie.subject,
            ): None
            for tie in ends
        }


def _apart(actor: Actor, other: Actor) -> bool:
    """Whether two are surely not the same: a person and anything else, two states of the world."""
    kinds = {actor.kind, other.kind}
    if "person" in kinds and len(kinds | {"unknown"}) > 2:
        return True
    countries = actor.countries, other.countries
    return kinds == {"state"} and all(countries) and set(countries[0]).isdisjoint(countries[1])


def _points(reason: Reason) -> int:
    if reason.code == NEIGHBOURS:
        return _POINTS_A_NEIGHBOUR * len(reason.texts)
    if reason.code == NAME and len(reason.texts[0]) < _SHORT_NAME:
        return _SHORT_POINTS
    return _POINTS[reason.code]


def _paired(ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    if len(ids) > _CROWD:
        return ((ids[0], id_) for id_ in ids[1:])
    return combinations(ids, 2)


def _identifiers(actor: Actor, other: Actor) -> Iterator[Reason]:
    """Identifiers that both have, and schemes in which they have different ones."""
    for scheme in sorted(actor.identifiers.keys() & other.identifiers.keys()):
        ours, theirs = actor.identifiers[scheme], other.identifiers[scheme]
        shared = [code for code in ours if code in theirs]
        if shared:
            yield Reason(IDENTIFIER, (scheme, shared[0]))
        elif ours and theirs:
            yield Reason(OTHER_IDENTIFIER, (scheme, ours[0], theirs[0]))


def _sound_alike(name: _Spelt, other: _Spelt) -> bool:
    if not set(name.sounds) & set(other.sounds):
        return False
    if name.shown.isascii() != other.shown.isascii():
        return True  # vowels are written otherwise, or not at all
    from rapidfuzz import fuzz  # 24 ms to import

    return fuzz.ratio(name.letters, other.letters) >= _LETTERS


def _spelt(actors: Iterable[Actor], checkpoint: Checkpoint) -> Iterator[_Spelt]:
    """The names of actors that may tell who they are: weak ones don't."""
    named = [
        (actor.id, name.text) for actor in actors for name in actor.names if name.type != "weak"
    ]
    for batch in batches(named, checkpoint):
        texts = [text for _, text in batch]
        for (actor, text), key, words in zip(batch, plain(texts), latin(texts), strict=True):
            if key:
                consonants = "".join(skeletons(words))
                sounds = readings(consonants) if len(consonants) >= _CONSONANTS else ()
                yield _Spelt(actor, text, key, "".join(words), sounds)
