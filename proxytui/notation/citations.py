"""Citations as they are written: a quote, its source, where it stands there, who says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model.vocabulary import CITATION_FLAGS, CREDIBILITY, STANCES
from proxytui.notation.values import Reference, Values
from proxytui.notation.words import CITATION_WORDS, CLAIM_STOPS, choices, details, without_quote

if TYPE_CHECKING:
    from proxytui.model.records import Json
    from proxytui.notation.scanner import Fault

LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
QUOTATION_MARKS = ('"', "“")
_SHORT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

CITING_TABLES = ("actors", "claims", "events")


class Citations(Values):
    """Reads the citations of one record; raises Fault, with the reading where the fault is."""

    def add(self, field: str, item: object) -> None:
        """Put an item at the end of a list of the record."""
        self.record.setdefault(field, []).append(item)

    def stanced(self) -> Json:
        """A citation that begins with its stance, with `from`, or with both."""
        scanner = self.scanner
        stance = "supports"
        if scanner.peek() in STANCES:
            word = scanner.word()
            stance = word.text if word else stance
        return self.citation(stance)

    def uncited(self, word: str, at: int | None = None) -> Fault | None:
        """The fault of a source that stands where none can: what is before it is missing."""
        if self.table not in CITING_TABLES or not word or not self.has("sources", word):
            return None
        return self.scanner.fault(without_quote(word), at)

    def source(self) -> Reference:
        """A source by its id, or in backticks by its title or short name; behind a plus by an id
        that it has or is to have."""
        scanner = self.scanner
        scanner.expect("source")
        word = scanner.delimited() if scanner.next == "`" else scanner.word()
        if word is None:
            raise scanner.fault(f"{scanner.next_read}, expected a source")
        if word.quoted or not word.text.startswith("+"):
            return Reference("sources", word.text, word.at)
        name = word.text[1:]
        if not _SHORT_NAME.fullmatch(name):
            raise scanner.fault(
                f"“{name}”, expected an id for a new source: letters, digits, . _ and -",
                word.at,
            )
        return Reference("sources", name, word.at, new=True)

    def citation(self, stance: str) -> Json:
        """A citation from its quote, or from `from`, to its end."""
        scanner = self.scanner
        cited: Json = {}
        at = scanner.at
        forced = scanner.take("!")
        if scanner.next in QUOTATION_MARKS:
            words = scanner.delimited()
            cited["quote"] = {"exact": words.text}
            self.quotes.append(words)
            if forced:
                self.unchecked.append(words.text)
        elif scanner.peek() == "from":
            scanner.word()
        else:
            raise scanner.fault(f"{scanner.next_read}, expected a quote, or from and a source", at)
        cited["source"] = self.source()
        if stance != "supports":
            cited["stance"] = stance
        while True:
            comma = scanner.take(",")
            more = () if comma else details(self.table)
            scanner.expect("cited", ("¶", *CITATION_WORDS, *more))
            at = scanner.at
            if not self._cited(cited):
                if comma:
                    word = scanner.peek()
                    read = f"“{word}”" if word else scanner.next_read
                    listed = choices(word, ("¶", *CITATION_WORDS))
                    raise self.uncited(word, at) or scanner.fault(
                        f"{read}, expected more of a citation{listed}", at
                    )
                return cited

    def _cited(self, cited: Json) -> bool:
        scanner = self.scanner
        if self.raw(cited):
            return True
        if scanner.take("¶"):
            self._locate(cited, "paragraph")
            return True
        word = scanner.peek()
        if word.startswith("¶"):
            scanner.skip_blanks()
            scanner.at += 1
            self._locate(cited, "paragraph")
        elif word == "p.":
            scanner.word()
            self._locate(cited, "page")
        elif word == "said":
            scanner.word()
            self._speaker(cited)
        elif word == "credibility":
            scanner.word()
            cited["credibility"] = self.choice("a value of credibility", CREDIBILITY)
        elif word in CITATION_FLAGS:
            scanner.word()
            cited.setdefault("flags", []).append(word)
        elif word in ("lang", "translated"):
            self._quoted(cited, word)
        else:
            return False
        return True

    def _locate(self, cited: Json, field: str) -> None:
        token = self.scanner.token()
        if token is None:
            raise self.scanner.fault(f"nothing, expected the {field}")
        cited.setdefault("locator", {})[field] = token.text

    def _quoted(self, cited: Json, word: str) -> None:
        scanner = self.scanner
        at = scanner.at
        scanner.word()
        quote = cited.get("quote")
        if not isinstance(quote, dict):
            raise scanner.fault(f"“{word}” belongs to a quote, and there is none", at)
        if word == "translated":
            if scanner.next not in QUOTATION_MARKS:
                raise scanner.fault(
                    f"{scanner.next_read}, expected the translation in quotation marks"
                )
            quote["translation"] = scanner.delimited().text
        else:
            quote["lang"] = self.matching(LANG, "a code of a language such as ar")

    def _speaker(self, cited: Json) -> None:
        scanner = self.scanner
        if scanner.peek() != "by":
            raise scanner.fault(f"{scanner.next_read}, expected by")
        scanner.word()
        speaker: Json = {}
        if scanner.next not in QUOTATION_MARKS:
            reference = self.actor((*CLAIM_STOPS, *CITATION_WORDS), "who says it")
            speaker["actor"] = self.id_behind(reference)
        if scanner.next in QUOTATION_MARKS:
            speaker["text"] = scanner.delimited().text
        cited["speaker"] = speaker
