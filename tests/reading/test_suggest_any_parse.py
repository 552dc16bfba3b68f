"""Whatever tree a parser makes of a sentence: no failure, no loop, and ranges within the text."""

from __future__ import annotations

import random

import pytest
from suggesting_world import PARSES, names_in_text

from proxytui.reading.suggesting.clauses import clause_claims
from proxytui.reading.suggesting.engine import standing
from proxytui.reading.suggesting.parsed import ParsedSentence, Word

LINES = PARSES.read_text("utf-8").splitlines()
RELATIONS = (
    *("nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "conj", "appos", "amod", "compound"),
    *("poss", "relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "attr", "oprd", "dative", "aux"),
    *("auxpass", "neg", "mark", "advmod", "prt", "acomp", "parataxis", "ROOT"),
)
TAGS = (
    "NN",
    "NNS",
    "NNP",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBZ",
    "IN",
    "TO",
    "JJ",
    "PRP",
    "PRP$",
    "WDT",
)


@pytest.mark.parametrize("seed", range(40))
def test_any_tree_is_read_to_its_end(seed: int) -> None:
    drawn = random.Random(seed)
    names = names_in_text()
    for _ in range(25):
        text, told = drawn.choice(LINES).split("\t")
        named = {name.start: name for name in standing(text, names.between(text, 0, len(text)))}
        told_words = [word.split("|") for word in told.split(" ")]
        order = drawn.sample(range(len(told_words)), len(told_words))
        heads = {order[0]: order[0]}
        for count, place in enumerate(order[1:], 1):
            heads[place] = drawn.choice(order[:count])
        words = []
        for place, (start, end, lemma, tag, relation, _) in enumerate(told_words):
            head = heads[place]
            if drawn.random() < 0.4:
                tag, relation = drawn.choice(TAGS), drawn.choice(RELATIONS)
            name = named.get(int(start))
            words.append(Word(int(start), int(end), lemma, tag, relation, head, name))
        for suggestion in clause_claims(text, 0, len(text), ParsedSentence(words)):
            assert suggestion.subject != suggestion.object
            for clue in suggestion.clues:
                assert 0 <= clue.start < clue.end <= len(text)
