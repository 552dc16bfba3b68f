"""Claims of nouns that name acts: "the designation of X by Y", "Y's recognition of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.reading.suggesting.arguments import noun_owners
from proxytui.reading.suggesting.frame import Frame
from proxytui.reading.suggesting.noun_phrases import ends
from proxytui.reading.suggesting.verbs import DIRECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proxytui.reading.suggesting.noun_phrases import End
    from proxytui.reading.suggesting.parsed import ParsedSentence

_ACTS = {
    "designation": "designate",
    "blacklisting": "blacklist",
    "proscription": "proscribe",
    "sanctioning": "sanction",
    "recognition": "recognise",
    "condemnation": "condemn",
    "denunciation": "denounce",
    "censure": "censure",
    "harbouring": "harbour",
    "harboring": "harbor",
    "sheltering": "shelter",
    "hosting": "host",
    "arming": "arm",
    "equipping": "equip",
    "destabilisation": "destabilise",
    "destabilization": "destabilize",
}
"""Nouns for acts, and the verbs whose claims they make."""


def act_frames(sentence: ParsedSentence) -> Iterator[Frame]:
    """The claims that the nouns for acts make, of whose they are or by whom they are done."""
    for place, word in enumerate(sentence.words):
        verb = _ACTS.get(word.lemma)
        if verb is None or not word.is_noun:
            continue
        claim = DIRECT[verb]
        owners = noun_owners(sentence, place)
        done_to = _led_to(sentence, place, "of")
        doers = owners or _led_to(sentence, place, "by")
        if doers and done_to:
            yield Frame(claim.type, doers, done_to, place, claim.terms, definite=True)


def _led_to(sentence: ParsedSentence, noun: int, preposition: str) -> tuple[End, ...]:
    return tuple(
        end
        for place in sentence.prepositions_behind(noun, preposition)
        for inner in sentence.children(place, "pobj")
        for end in ends(sentence, inner)
    )
