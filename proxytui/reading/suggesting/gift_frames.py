"""Claims of giving: who sends, sells or provides what to whom, and who gets what from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting import verbs
from proxytui.reading.suggesting.actor_name import NAME
from proxytui.reading.suggesting.arguments import (
    agents,
    noun_owners,
    objects_of,
    patients,
    resolved,
    theme_word,
)
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.means import (
    SUPPORT,
    is_armed_presence,
    is_means,
    letters,
    means_words,
)
from proxytui.reading.suggesting.noun_phrases import End, is_town, owners
from proxytui.reading.suggesting.subjects import is_passive
from proxytui.reading.suggesting.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.parsed import ParsedSentence

_HAVING_ROOM = word_set(
    "host run operate establish build set open maintain facilitate organize "
    "organise conduct arrange"
)
_RECIPIENT = ("to", "for", "into")


def gift_frames(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """The claims that a verb of giving or getting makes; none for another verb."""
    lemma = sentence[verb].lemma
    if lemma in verbs.GIVE or _makes_room(sentence, verb):
        yield from _giving(sentence, verb)
    if lemma in verbs.GIVE_WITH:
        yield from _giving_with(sentence, verb)
    if lemma in verbs.FLOW:
        yield from _flowing(sentence, verb)
    if lemma == "share":
        yield from _sharing(sentence, verb)
    if lemma in verbs.RECEIVE or lemma in ("lose", "have"):
        yield from _receiving(sentence, verb)


def _makes_room(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb says that somebody has camps, or organises training or recruitment, which may
    be for somebody else."""
    if sentence[verb].lemma not in _HAVING_ROOM:
        return False
    theme = theme_word(sentence, verb, is_passive(sentence, verb))
    named = letters(sentence, (theme,)) if theme is not None else ()
    return any(letter[0] in "LOT" for letter in named)


def _giving(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Giving means to somebody: "sent weapons to X", "gave X money", "weapons were sent to X"."""
    passive = is_passive(sentence, verb)
    theme = theme_word(sentence, verb, passive)
    means = tuple(means_words(sentence, theme)) if theme is not None else ()
    if not means:
        return
    bodily = any(is_armed_presence(sentence[word].lemma) for word in means)
    # Weapons that are sent or shipped to a state may go to anybody there.
    bodily |= sentence[verb].lemma in verbs.TRANSPORT
    givers = agents(sentence, verb)
    if passive and not givers and theme is not None:
        # "Iranian missiles were supplied to X"
        givers = noun_owners(sentence, theme)
    previous = -1
    led_to = list(_recipients(sentence, verb, means, bodily))
    if not led_to and not passive and sentence[verb].lemma in ("supply", "provide", "give"):
        # "Supplies most of X's weapons", "gave X's army support"
        owned = (end for word in means for end in owners(sentence, word))
        led_to = [(verb, tuple(end for end in owned if sentence[end.word].relation == "poss"))]
    for place, recipients in led_to:
        nearest = tuple(
            word
            for word in range(previous + 1, place)
            if previous >= 0 and is_means(sentence[word].lemma)
        )
        previous = place
        words = nearest or means
        yield Frame("backs", givers, recipients, verb, letters(sentence, words), words)


def _recipients(
    sentence: ParsedSentence, verb: int, means: tuple[int, ...], bodily: bool
) -> Iterator[tuple[int, tuple[End, ...]]]:
    """The actors to whom means are given, by the places of the words that lead to them."""
    into = sentence[verb].lemma in verbs.POUR
    led_to: dict[int, tuple[End, ...]] = {}
    for child in sentence.children(verb, "dative"):
        if sentence[child].tag in ("IN", "TO"):
            led_to[child] = tuple(_receivers(sentence, child, bodily, into))
        else:
            led_to[child] = resolved(sentence, child)
    for place in (verb, *means):
        for preposition in sentence.prepositions(place, *_RECIPIENT):
            actors = tuple(_receivers(sentence, preposition, bodily, into))
            led_to.setdefault(preposition, actors)
    gives_two = sentence[verb].lemma in verbs.GIVE_TWO and not is_passive(sentence, verb)
    if gives_two and not any(led_to.values()):
        # "Gave Hezbollah weapons" is often parsed as if the weapons were Hezbollah's.
        for word in means:
            for child in sentence.children(word, "compound", "nmod"):
                name = sentence[child].name
                if name is not None and name.form == NAME:
                    led_to[child] = (End(name.actor, name.kind, child),)
    yield from sorted((place, actors) for place, actors in led_to.items() if actors)


def _receivers(
    sentence: ParsedSentence, preposition: int, bodily: bool, into: bool
) -> Iterator[End]:
    """The actors behind "to", "for" or "into", without places that troops or towns go to."""
    for end in objects_of(sentence, preposition):
        is_place = is_town(sentence, end) or (
            end.kind == "state" and (bodily or (sentence[preposition].lemma == "into" and not into))
        )
        if not is_place or sentence[end.word].relation in ("amod", "poss", "compound"):
            yield end


def _giving_with(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Giving somebody means: "provided X with weapons"."""
    means = [w for p in sentence.prepositional(verb, "with") for w in means_words(sentence, p)]
    if means and verbs.DIRECT.get(sentence[verb].lemma) is None:
        terms = letters(sentence, tuple(means))
        givers, recipients = agents(sentence, verb), patients(sentence, verb)
        yield Frame("backs", givers, recipients, verb, terms, tuple(means))


def _sharing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """ "Shared intelligence with X"."""
    theme = sentence.child(verb, "dobj")
    means = tuple(means_words(sentence, theme)) if theme is not None else ()
    if theme is None or not means:
        return
    terms = letters(sentence, means)
    for place in (verb, theme):
        for preposition in sentence.prepositions(place, "with"):
            given = objects_of(sentence, preposition)
            yield Frame("backs", agents(sentence, verb), given, verb, terms, means)


def _flowing(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Means on their way: "weapons from X reached Y", "money flowed from X to Y"."""
    theme = sentence.child(verb, "nsubj")
    means = tuple(means_words(sentence, theme)) if theme is not None else ()
    if theme is not None and f"{sentence[theme].lemma}ing" in SUPPORT:
        means = (theme,)
    if theme is None or not means:
        return
    givers = tuple(
        end
        for place in (theme, verb)
        for preposition in sentence.prepositions(place, "from")
        for end in objects_of(sentence, preposition)
    )
    reached = patients(sentence, verb) if sentence[verb].lemma == "reach" else ()
    for preposition in sentence.prepositions(verb, "to"):
        reached += tuple(e for e in objects_of(sentence, preposition) if e.kind != "state")
    if sentence[verb].lemma == "come":
        # "Backing for X came from Y"
        reached += tuple(
            e for p in sentence.prepositions(theme, "for", "to") for e in objects_of(sentence, p)
        )
        reached += tuple(e for word in means for e in noun_owners(sentence, word))
    yield Frame("backs", givers, reached, verb, letters(sentence, means), means)


def _receiving(sentence: ParsedSentence, verb: int) -> Iterator[Frame]:
    """Getting means from somebody: "received training from X"."""
    theme = theme_word(sentence, verb, is_passive(sentence, verb))
    means = tuple(means_words(sentence, theme)) if theme is not None else ()
    if theme is None or not means or is_passive(sentence, verb):
        return
    receivers = agents(sentence, verb)
    lost = sentence[verb].lemma == "lose"
    if sentence[verb].lemma in ("lose", "have") and sentence[theme].lemma not in SUPPORT:
        return
    led_to: dict[int, tuple[End, ...]] = {}
    for place in dict.fromkeys((verb, *means, *sentence.subtree(theme))):
        for preposition in sentence.prepositions(place, "from"):
            led_to[preposition] = objects_of(sentence, preposition)
    if sentence[theme].lemma in SUPPORT and not led_to:
        # "Enjoys the backing of X"
        for preposition in sentence.prepositions(theme, "of"):
            led_to[preposition] = objects_of(sentence, preposition)
    previous = verb
    for place, givers in sorted(led_to.items()):
        nearest = tuple(w for w in range(previous + 1, place) if is_means(sentence[w].lemma))
        previous, words = place, nearest or means
        terms = letters(sentence, words)
        yield Frame("backs", givers, receivers, verb, terms, words, ended=lost)
    owned = tuple(end for word in means for end in owners(sentence, word))
    if owned and not led_to:
        terms = letters(sentence, means)
        yield Frame("backs", owned, receivers, verb, terms, means, ended=lost)
