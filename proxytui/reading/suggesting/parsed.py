"""A parsed sentence: its words with head, relation and lemma, whichever parser made it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from proxytui.errors import ProxyTUIError
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proxytui.reading.suggesting.actor_name import ActorName

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_CLAUSES = frozenset(
    ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis")
)


COUNTS = word_set(
    "dozen hundred thousand score series number several some one many few most string wave spate "
    "lot variety round campaign"
)


class Word(NamedTuple):
    """A word of a parsed sentence.

    `start` and `end` are code points of the text; `tag` is one of the Penn Treebank's, `relation`
    one of ClearNLP's, `head` the place of the head in the sentence (its own for the root). `name`
    is the known name that the word stands for, if it does.
    """

    start: int
    end: int
    lemma: str
    tag: str
    relation: str
    head: int
    name: ActorName | None = None

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb in any form, modal verbs apart."""
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        """Whether it is a common noun or a name."""
        return self.tag.startswith("NN")


def _rooted(words: Sequence[Word]) -> Iterator[Word]:
    """The words as trees, whatever a parser says: a root is called so, and no word is above
    itself."""
    safe: set[int] = set()
    for place, word in enumerate(words):
        chain = []
        above = place
        while above not in safe and above not in chain and words[above].head != above:
            chain.append(above)
            above = words[above].head
        is_root = word.head == place or above in chain
        safe |= set() if above in chain else set(chain)
        yield word._replace(relation="ROOT", head=place) if is_root else word


class ParsedSentence:
    """The words of a sentence as a tree; a word is known by its place, from 0."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(_rooted(words))
        children: list[list[int]] = [[] for _ in self.words]
        for place, word in enumerate(self.words):
            if word.head != place:
                children[word.head].append(place)
        self._children = tuple(map(tuple, children))

    def __getitem__(self, place: int) -> Word:
        return self.words[place]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def start(self) -> int:
        """The code point of the text at which the first word begins."""
        return self.words[0].start

    def children(self, place: int, *relations: str) -> Iterator[int]:
        """The places of a word's dependents in these relations; without any, of all."""
        for child in self._children[place]:
            if not relations or self.words[child].relation in relations:
                yield child

    def child(self, place: int, *relations: str) -> int | None:
        """The first dependent in one of these relations."""
        return next(self.children(place, *relations), None)

    def lemmas(self, places: Iterable[int]) -> set[str]:
        """The lemmas of the words at these places."""
        return {self.words[place].lemma for place in places}

    def prepositions(self, place: int, *lemmas: str) -> Iterator[int]:
        """The prepositions that hang on a word, those among `lemmas` if any are named."""
        for child in self.children(place, "prep", "agent", "dative"):
            word = self.words[child]
            if word.tag in ("IN", "TO", "RP"):
                for each in (child, *self.children(child, "conj")):
                    same = self.words[each].tag in ("IN", "TO", "RP")
                    if same and (not lemmas or self.words[each].lemma in lemmas):
                        yield each

    def prepositions_behind(self, noun: int, *lemmas: str) -> Iterator[int]:
        """The prepositions of a noun, and one that stands just behind it or what hangs on it but
        was parsed as going with a word above: "addressed arms sales to X"."""
        own = tuple(self.prepositions(noun, *lemmas))
        yield from own
        for first in dict.fromkeys((noun + 1, max(self.subtree(noun)) + 1)):
            place = self._past_adverb(first)
            while self._is_loose(noun, place):
                if self.words[place].lemma in lemmas and place not in own:
                    yield place
                place = self._past_adverb(max(self.subtree(place)) + 1)

    def _is_loose(self, noun: int, place: int) -> bool:
        if place >= len(self.words):
            return False
        word = self.words[place]
        is_loose = word.relation in ("prep", "agent", "dative") and word.tag in ("IN", "TO")
        return is_loose and word.head in self.ancestors(noun)

    def _past_adverb(self, place: int) -> int:
        """The place behind an adverb there, with or without a comma: "raids, mainly on X"."""
        after = place + 1 if self._is(place, ",") else place
        return after + 1 if after < len(self.words) and self.words[after].tag == "RB" else place

    def _is(self, place: int, lemma: str) -> bool:
        return place < len(self.words) and self.words[place].lemma == lemma

    def prepositional(self, place: int, *lemmas: str) -> Iterator[int]:
        """The objects of the prepositions `lemmas` of a word."""
        for preposition in self.prepositions(place, *lemmas):
            yield from self.children(preposition, "pobj", "pcomp")

    def measured(self, place: int) -> int:
        """The word that stands for a noun where it is counted: "hundreds of strikes"."""
        above = self.head(place)
        if above is not None and self.words[above].lemma == "of":
            counted = self.head(above)
            if counted is not None and self.words[counted].lemma in COUNTS:
                return counted
        return place

    def head(self, place: int) -> int | None:
        """The place of a word's head; None for a root."""
        head = self.words[place].head
        return None if head == place else head

    def ancestors(self, place: int) -> Iterator[int]:
        """The heads above a word, the nearest first."""
        steps = 0
        above = self.head(place)
        while above is not None and steps < len(self.words):
            yield above
            above, steps = self.head(above), steps + 1

    def subtree(self, place: int) -> Iterator[int]:
        """The places of a word and of all that hangs on it, in no order."""
        waiting = [place]
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(self._children[current])

    def span(self, place: int) -> tuple[int, int]:
        """The range of the text from the first to the last word of what hangs on a word."""
        places = list(self.subtree(place))
        return self.words[min(places)].start, self.words[max(places)].end

    def first_conjunct(self, place: int) -> int:
        """The first of the words that a word is coordinated with; itself if it is the first."""
        steps = 0
        while self.words[place].relation == "conj" and steps < len(self.words):
            place, steps = self.words[place].head, steps + 1
        return place

    def clause(self, place: int) -> int:
        """The head of the clause that a word stands in."""
        if self.words[place].relation in _CLAUSES:
            return place
        for above in self.ancestors(place):
            word = self.words[above]
            if word.relation in _CLAUSES or (word.relation == "conj" and word.is_verb):
                return above
        return place


def is_finite(sentence: ParsedSentence, place: int) -> bool:
    """Whether a verb has a tense of its own."""
    return sentence[place].tag in ("VBD", "VBZ", "VBP")


def misplaced_conjunct(sentence: ParsedSentence, place: int) -> bool:
    """Whether a verb in a tense is parsed as going on an infinitive: in "helped X to win and kept
    Y" "kept" goes with "helped"."""
    word = sentence[place]
    return (
        word.relation == "conj"
        and is_finite(sentence, place)
        and sentence[word.head].tag == "VB"
        and sentence.child(word.head, "aux") is not None
        and sentence.child(place, *SUBJECTS) is None
    )


class ParserFailed(ProxyTUIError):
    """A parser that is installed but can't be loaded, or gives up on a text."""


class Parser(Protocol):
    """A parser of sentences: ranges of a text, each with the known names in it."""

    name: str

    def parse(
        self, text: str, sentences: Iterable[tuple[int, int, Sequence[ActorName]]]
    ) -> Iterator[ParsedSentence]:
        """The sentences, parsed, in their order."""
        ...
