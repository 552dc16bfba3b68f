"""The parts of a record as they are written: citations, names, participants, single details."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model.fields import FIELDS
from proxytui.model.vocabulary import CITATION_FLAGS, CREDIBILITY, FLAGS, NAME_TYPES, ROLES, STANCES
from proxytui.notation.values import Reference, Values
from proxytui.notation.words import (
    CITATION_WORDS,
    CLAIM_STOPS,
    DETAILS,
    Detail,
    nearest,
    starts_citation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.records import Json

_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SHORT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MARKS = ('"', "“")


class Parts(Values):
    """Reads the details of one record into its fields; what is wrong goes to `fault`."""

    # Details

    def detail(self) -> None:
        """Read one detail; raises Fault, with the reading where the fault is."""
        scanner = self.scanner
        self._expect_detail()
        mark = scanner.next
        if mark in _MARKS or mark == "!":
            self.add("citations", self.citation("supports"))
            return
        if self.raw(self.record):
            return
        word = scanner.peek()
        if starts_citation(word) and self.table in ("actors", "claims", "events"):
            self.add("citations", self.stanced())
            return
        own = DETAILS[self.table].get(word)
        if own is not None:
            scanner.word()
            self.put(word, own)
            return
        if not self.special(word):
            known = self.details()
            read = f"“{word}”" if word else scanner.next_read
            hint = _value_of(self.table, word) or nearest(word, known)
            listed = f"{' They are' if hint else ':'} {', '.join(known)}"
            raise scanner.fault(f"{read}, expected a detail of {_a(self.table)}{hint}{listed}")

    def may_go_on(self) -> None:
        """Note that another detail may stand here, beside what the last one may still have."""
        at, expected = self.scanner.expected or (-1, None)
        self.scanner.skip_blanks()
        if expected is None or at < self.scanner.at:
            self._expect_detail()

    def _expect_detail(self) -> None:
        scanner = self.scanner
        scanner.skip_blanks()
        names = scanner.at if self.table == "events" else -1
        scanner.expect("detail", self.details(), since=names)

    def details(self) -> tuple[str, ...]:
        """The words that may begin a detail here."""
        return (*DETAILS[self.table], *_special_words(self.table))

    def special(self, word: str) -> bool:
        """Read a detail that only one kind of record has; False where it is none."""
        scanner = self.scanner
        if word in FLAGS and self.table in ("claims", "events"):
            scanner.word()
            self.add("flags", word)
        elif self.table == "actors" and word == "name":
            scanner.word()
            self.add("names", self.name())
        elif self.table == "actors" and word == "id":
            scanner.word()
            self.identifier()
        elif self.table == "events" and (word or scanner.next in ("`", "+", "[")):
            self.add("participants", self.participant(word))
        else:
            return False
        return True

    def add(self, field: str, item: object) -> None:
        """Put an item at the end of a list of the record."""
        self.record.setdefault(field, []).append(item)

    def put(self, word: str, detail: Detail) -> None:
        """Read the value of a detail whose word was read."""
        scanner = self.scanner
        field, kind = detail.field, detail.kind
        if field in self.record and kind not in ("texts", "actors", "ids"):
            raise scanner.fault(f"“{word}” stands twice in this record")
        if kind == "date":
            self.record[field] = self.date()
        elif kind == "dates":
            first = self.date()
            last = first
            if scanner.peek() == "to":
                scanner.word()
                last = self.date()
            self.record[field] = [first, last]
        elif kind == "choice":
            self.record[field] = self.choice(detail.options)
        elif kind == "flag":
            self.record[field] = True
        elif kind == "word":
            token = scanner.token()
            if token is None:
                raise scanner.fault(f"nothing, expected a word behind “{word}”")
            self.record[field] = token.text
        elif kind == "text":
            self.record[field] = self.text(f"a text behind “{word}”")
        elif kind == "texts":
            self.add(field, self.text(f"a text behind “{word}”"))
        elif kind == "source":
            self.record[field] = self.source()
        elif kind == "actor":
            reference = self.actor((), f"an actor behind “{word}”")
            self.record[field] = self.id_behind(reference)
        elif kind == "actors":
            while True:
                reference = self.actor(CLAIM_STOPS, f"an actor behind “{word}”")
                self.add(field, self.id_behind(reference))
                if not scanner.take(","):
                    break
        else:
            self._ids(word, field)

    def _ids(self, word: str, field: str) -> None:
        scanner = self.scanner
        while True:
            token = scanner.token()
            if token is None:
                raise scanner.fault(f"nothing, expected the id of a record behind “{word}”")
            self.ids.append(token)
            self.add(field, token.text)
            if not scanner.take(","):
                return

    # Parts of a record

    def stanced(self) -> Json:
        """A citation that begins with its stance, with `from`, or with both."""
        scanner = self.scanner
        stance = "supports"
        if scanner.peek() in STANCES:
            word = scanner.word()
            stance = word.text if word else stance
        return self.citation(stance)

    def source(self) -> Reference:
        """A source by its id, or by its title in backticks; behind a plus by a short name that it
        has or is to have."""
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
                f"“{name}”, expected a short name for a new source: letters, digits, . _ and -",
                word.at,
            )
        return Reference("sources", name, word.at, new=True)

    def citation(self, stance: str) -> Json:
        """A citation from its quote, or from `from`, to its end."""
        scanner = self.scanner
        cited: Json = {}
        at = scanner.at
        forced = scanner.take("!")
        if scanner.next in _MARKS:
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
            at = scanner.at
            more = () if comma else self.details()
            scanner.expect("cited", ("¶", *CITATION_WORDS, *more))
            if not self._cited(cited):
                if comma:
                    word = scanner.peek()
                    read = f"“{word}”" if word else scanner.next_read
                    known = ("¶", *CITATION_WORDS)
                    raise scanner.fault(
                        f"{read}, expected more of a citation{nearest(word, known)}: "
                        f"{', '.join(known)}",
                        at,
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
            cited["credibility"] = self.choice(CREDIBILITY)
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
            if scanner.next not in _MARKS:
                raise scanner.fault(
                    f"{scanner.next_read}, expected the translation in quotation marks"
                )
            quote["translation"] = scanner.delimited().text
        else:
            quote["lang"] = self.matching(_LANG, "a code of a language such as ar")

    def _speaker(self, cited: Json) -> None:
        scanner = self.scanner
        if scanner.peek() != "by":
            raise scanner.fault(f"{scanner.next_read}, expected by")
        scanner.word()
        speaker: Json = {}
        if scanner.next not in _MARKS:
            reference = self.actor((*CLAIM_STOPS, *CITATION_WORDS), "who says it")
            speaker["actor"] = self.id_behind(reference)
        if scanner.next in _MARKS:
            speaker["text"] = scanner.delimited().text
        cited["speaker"] = speaker

    def name(self) -> Json:
        """A name of an actor and what stands in parentheses behind it."""
        scanner = self.scanner
        word = scanner.phrase()
        if word is None:
            raise scanner.fault(f"{scanner.next_read}, expected a name")
        name: Json = {"text": word.text}
        for _ in self.listed():
            self.name_detail(name)
        return name

    def listed(self, options: Iterable[str] = NAME_TYPES) -> Iterable[None]:
        """For each item of a list in parentheses, if one comes next; the caller reads it."""
        scanner = self.scanner
        if not scanner.take("("):
            return
        begin = scanner.at - 1
        while not scanner.take(")"):
            scanner.expect("word", options)
            if scanner.ended:
                raise scanner.fault(") is missing: what begins here is not closed", begin)
            yield
            if not scanner.take(",") and scanner.next != ")":
                raise scanner.fault(f"{scanner.next_read}, expected a comma or )")

    def name_detail(self, name: Json, more: Iterable[str] = ()) -> None:
        """One thing about a name; `more` is what else may stand there, for the fault."""
        scanner = self.scanner
        scanner.expect("word", (*more, *NAME_TYPES, "since", "until", "lang", "script"))
        if self.raw(name):
            return
        word = scanner.peek()
        if word in NAME_TYPES:
            scanner.word()
            name["type"] = word
        elif word in ("since", "until"):
            scanner.word()
            name[word] = self.date()
        elif word == "lang":
            scanner.word()
            name["lang"] = self.matching(_LANG, "a code of a language such as ar")
        elif word == "script":
            scanner.word()
            name["script"] = self.matching(_SCRIPT, "a code of a script such as Arab")
        else:
            known = (*more, *NAME_TYPES, "since", "until", "lang", "script")
            read = f"“{word}”" if word else scanner.next_read
            raise scanner.fault(
                f"{read}, expected {', '.join(known)}{nearest(word, known)}; a name with"
                " parentheses stands in backticks"
            )

    def identifier(self) -> None:
        """A scheme and what the actor is called in it."""
        scanner = self.scanner
        scheme = scanner.token()
        if scheme is None:
            raise scanner.fault(f"{scanner.next_read}, expected a scheme such as wikidata")
        value = self.text(f"an identifier of {scheme.text}")
        self.record.setdefault("identifiers", {}).setdefault(scheme.text, []).append(value)

    def participant(self, word: str) -> Json:
        """An actor and its role: `RSF as party`, or `with RSF` without one."""
        scanner = self.scanner
        if word == "with":
            scanner.word()
        reference = self.actor(("as", "role"), "an actor")
        part: Json = {"actor": self.id_behind(reference)}
        if scanner.peek() == "as":
            scanner.word()
            part["role"] = self.choice(ROLES)
        elif word != "with":
            known = (*DETAILS["events"], *_special_words("events"))
            raise scanner.fault(
                f"“{reference.name}”, expected an actor and as with its role, or a detail of an"
                f" event{nearest(word, known)}",
                reference.at,
            )
        while scanner.take(","):
            if not self.raw(part):
                raise scanner.fault(f"{scanner.next_read}, expected a field and its value in JSON")
        return part


def _value_of(table: str, word: str) -> str:
    """`; did you mean status disputed?` for a value that stands without its field, else ""."""
    for field in FIELDS[table]:
        if field.name in ("status", "rank", "basis") and word in field.options:
            return f"; did you mean {field.notation} {word}?"
    return ""


def _a(table: str) -> str:
    return {
        "actors": "an actor",
        "claims": "a claim",
        "events": "an event",
        "sources": "a source",
        "notes": "a note",
        "identities": "a decision",
        "views": "a view",
    }[table]


def _special_words(table: str) -> tuple[str, ...]:
    citing = ("from", "disputes", "mentions")
    return {
        "actors": ("name", "id", *citing),
        "claims": (*FLAGS, *citing),
        "events": ("with", *FLAGS, *citing),
    }.get(table, ())
