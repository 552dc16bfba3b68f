"""The parts of a record as they are written: names, participants, single details."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model.fields import FIELDS
from proxytui.model.vocabulary import FLAGS, NAME_TYPES, ROLES
from proxytui.notation.citations import CITING_TABLES, LANG, QUOTATION_MARKS, Citations
from proxytui.notation.words import (
    CITATION_WORDS,
    CLAIM_STOPS,
    DETAILS,
    Detail,
    choices,
    details,
    nearest,
    starts_citation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.records import Json
    from proxytui.notation.scanner import Fault

_SCRIPT = re.compile(r"[A-Z][a-z]{3}")


class Parts(Citations):
    """Reads the details of one record into its fields; what is wrong goes to `fault`."""

    # Details

    def detail(self) -> None:
        """Read one detail; raises Fault, with the reading where the fault is."""
        scanner = self.scanner
        self._expect_detail()
        mark = scanner.next
        if mark in QUOTATION_MARKS or mark == "!":
            self.add("citations", self.citation("supports"))
            return
        if self.raw(self.record):
            return
        word = scanner.peek()
        if starts_citation(word) and self.table in CITING_TABLES:
            self.add("citations", self.stanced())
            return
        own = DETAILS[self.table].get(word)
        if own is not None:
            scanner.word()
            self.put(word, own)
            return
        if not self.special(word):
            raise self.uncited(word) or self._no_detail(word)

    def _no_detail(self, word: str) -> Fault:
        scanner = self.scanner
        if (word in CITATION_WORDS or word.startswith("¶")) and self.table in CITING_TABLES:
            return scanner.fault(f"“{word}” stands behind a quote and its source")
        read = f"“{word}”" if word else scanner.next_read
        listed = _value_of(self.table, word) or choices(word, details(self.table))
        if scanner.next == ",":
            listed = "; details are parted by semicolons"
        return scanner.fault(f"{read}, expected a detail of {_a(self.table)}{listed}")

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
        scanner.expect("detail", details(self.table), since=names)

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

    def put(self, word: str, detail: Detail) -> None:
        """Read the value of a detail whose word was read."""
        scanner = self.scanner
        field, kind = detail.field, detail.kind
        if field in self.record and kind not in ("texts", "actors", "ids"):
            raise scanner.fault(f"“{word}” stands twice in this record")
        if kind == "date":
            raw = f"{word}-raw"
            self.record[field] = self.date(raw if raw in DETAILS[self.table] else "")
        elif kind == "dates":
            first = self.date()
            last = first
            if scanner.peek() == "to":
                scanner.word()
                last = self.date()
            self.record[field] = [first, last]
        elif kind == "choice":
            self.record[field] = self.choice(f"a value of {word}", detail.options)
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

    def name(self) -> Json:
        """A name of an actor and what stands in parentheses behind it."""
        scanner = self.scanner
        word = scanner.phrase()
        if word is None:
            raise self.no_name("a name")
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
                following = scanner.text[scanner.at : scanner.at + 1]
                read = "“;”" if following == ";" else scanner.next_read
                raise scanner.fault(f"{read}, expected a comma or )")

    def name_detail(
        self, name: Json, what: str = "more about a name", more: Iterable[str] = ()
    ) -> None:
        """One thing about a name; for the fault `what` is expected there, and the words `more`."""
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
            name["lang"] = self.matching(LANG, "a code of a language such as ar")
        elif word == "script":
            scanner.word()
            name["script"] = self.matching(_SCRIPT, "a code of a script such as Arab")
        else:
            known = (*more, *NAME_TYPES, "since", "until", "lang", "script")
            at, item = scanner.at, scanner.name()
            read = f"“{item.text}”" if item else scanner.next_read
            listed = choices(item.text if item else "", known)
            hint = "" if "did you" in listed else "; a name with parentheses stands in backticks"
            raise scanner.fault(f"{read}, expected {what}{listed}{hint}", at)

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
            part["role"] = self.choice("a role", ROLES)
        elif word != "with":
            hint = nearest(word, details("events"))
            raise self.uncited(word, reference.at) or scanner.fault(
                f"“{reference.name}”, expected an actor and as with its role, or a detail of an"
                f" event{hint}",
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
