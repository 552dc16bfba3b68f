"""The first line of a record: what kind of record it is, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.model.vocabulary import EVENT_KINDS, KINDS, NAME_TYPES
from proxytui.notation.values import Reference
from proxytui.notation.words import CLAIM_STOPS, KINDS_OF_RECORDS, VERBS, means, means_word, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from proxytui.notation.parts import Parts
    from proxytui.notation.scanner import Fault, Scanner, Word

_COUNTRY = re.compile(r"[A-Z]{2}")


class Heads:
    """Reads first lines into the records of their parts; raises Fault, with the reading where the
    fault is.

    `is_actor` says whether an actor has an id; `subject` is the actor that a claim is of which
    begins with a verb.
    """

    def __init__(self, is_actor: Callable[[str], bool], subject: str) -> None:
        self._is_actor = is_actor
        self._subject = subject

    def read(self, word: str, parts: Parts) -> None:
        """Read the first line, which begins with `word`."""
        if parts.table == "claims":
            self._claim(parts)
            return
        parts.scanner.word()
        if parts.table == "sources":
            self._source_head(parts)
        else:
            self._head(word, parts)

    def _claim(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        if scanner.peek() in VERBS and self._subject:
            subject = Reference("actors", "", scanner.at, self._subject)
        else:
            subject = parts.actor(VERBS, "the actor that a claim begins with")
            subject = parts.id_behind(subject)
        scanner.expect("verb", VERBS, since=subject.at)
        word = scanner.word()
        verb = VERBS.get(word.text) if word else None
        if word is None or verb is None:
            raise _no_verb(scanner, subject, word)
        object_ = parts.actor(CLAIM_STOPS, f"whom or what it {verb.type}")
        object_ = parts.with_id(object_, self._is_actor)
        scanner.expect("detail", (":", *parts.details()), since=object_.at)
        ends = (object_, subject) if verb.passive else (subject, object_)
        record["type"], record["subject"], record["object"] = verb.type, *ends
        if scanner.take(":"):
            scanner.expect("word", _means_words(verb.type))
            if scanner.next not in ("[", ""):
                self._means(parts, verb.type)
        _own_id(parts)
        while not scanner.ended:
            parts.detail()
            parts.may_go_on()

    def _means(self, parts: Parts, type_: str) -> None:
        scanner = parts.scanner
        known = means(type_)
        terms: list[str] = []
        while True:
            at = scanner.at
            scanner.expect(
                "word", dict.fromkeys(means_word(type_, code) for code in known.values())
            )
            word = scanner.name(CLAIM_STOPS)
            if word is None:
                raise scanner.fault("nothing, expected a means", at)
            scanner.expect("detail", parts.details())
            code = known.get(word.text.casefold())
            if code is None:
                use = ", ".join(known) if len(known) < 12 else "weapons, funding, training …"
                hint = nearest(word.text.casefold(), known)
                takes = f"expected a means: {use}{hint}" if known else f"{type_} takes no means"
                raise scanner.fault(f"“{word.text}”, {takes}", word.at)
            terms.append(code)
            if not scanner.take(","):
                break
        parts.record["terms"] = terms

    def _head(self, word: str, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        if word == "actor":
            self._actor_head(parts)
        elif word == "event":
            self._event_head(parts)
        elif word == "note":
            self._note_head(parts)
        elif word == "view":
            name = scanner.phrase()
            if name is None:
                raise scanner.fault("nothing, expected the name of the view")
            record["name"] = name.text
        else:
            record["judgement"] = word
            record["a"] = parts.id_behind(parts.actor((), "an actor"))
            if not scanner.take(","):
                raise scanner.fault("a comma is expected here, and a second actor")
            record["b"] = parts.with_id(parts.actor((), "a second actor"), self._is_actor)
        _own_id(parts)
        if not scanner.ended:
            raise scanner.fault(f"“{scanner.next}”, expected the end of the line or a semicolon")

    def _source_head(self, parts: Parts) -> None:
        scanner = parts.scanner
        own = scanner.word()
        if own is None:
            raise scanner.fault("nothing, expected a short name for the source, and its title")
        parts.own_id = own.text
        title = scanner.line()
        if title is None:
            raise scanner.fault(f"the title is missing behind “{own.text}”")
        parts.record["title"] = title.text

    def _actor_head(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        name = scanner.phrase()
        if name is None:
            raise scanner.fault("nothing, expected the name of the actor")
        record["names"] = [{"text": name.text}]
        record["kind"] = "unknown"
        for _ in parts.listed((*KINDS, *NAME_TYPES)):
            before = scanner.at
            item = scanner.name()
            text = item.text if item else ""
            kind = _kind(text)
            if kind:
                record["kind"] = kind
            elif _COUNTRY.fullmatch(text):
                record.setdefault("countries", []).append(text)
            else:
                scanner.at = before
                parts.name_detail(record["names"][0], (*KINDS, "two letters of a country"))

    def _event_head(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        before = scanner.at
        quoted = scanner.next == "`"
        token = None if quoted else scanner.token()
        if token is not None and not _is_date(token.text):
            scanner.at, token = before, None
        title = scanner.phrase()
        if title is None:
            raise scanner.fault("nothing, expected what happened")
        if token is not None:
            record["date"] = token.text
        record["title"] = title.text
        for _ in parts.listed(EVENT_KINDS):
            record["kind"] = parts.choice_word(EVENT_KINDS)

    def _note_head(self, parts: Parts) -> None:
        scanner = parts.scanner
        about: list[object] = []
        if scanner.peek() == "-":
            scanner.word()
        else:
            while True:
                about.append(self._subject_of_note(parts))
                if not scanner.take(","):
                    break
        parts.record["about"] = about

    def _subject_of_note(self, parts: Parts) -> object:
        scanner = parts.scanner
        first = parts.with_id(parts.actor(VERBS, "what the note is about"), self._is_actor)
        verb = VERBS.get(scanner.peek())
        if verb is None:
            return first
        scanner.word()
        second = parts.with_id(parts.actor((), "the other actor of the tie"), self._is_actor)
        return (verb.type, second, first) if verb.passive else (verb.type, first, second)


def _own_id(parts: Parts) -> None:
    """Read the record's own id, if it comes next."""
    word = parts.scanner.id()
    parts.own_id = word.text if word else ""


def _no_verb(scanner: Scanner, subject: Reference, word: Word | None) -> Fault:
    """The fault of a claim without a verb, at a word that may be meant as one or at its start."""
    expected = f"a verb such as backs or opposes, or one of {', '.join(KINDS_OF_RECORDS)} before it"
    if word is not None:
        hint = nearest(word.text, VERBS)
        return scanner.fault(f"“{word.text}”, expected {expected}{hint}", word.at)
    for match in re.finditer(r"\S+", scanner.text[subject.at : scanner.at]):
        hint = nearest(match.group(), VERBS)
        if hint:
            at = subject.at + match.start()
            return scanner.fault(f"“{match.group()}”, expected {expected}{hint}", at)
    if scanner.next == ":":
        return scanner.fault("“:”, expected a verb; a name with a colon stands in backticks")
    return scanner.fault(f"no verb, expected {expected}", subject.at)


def _means_words(type_: str) -> tuple[str, ...]:
    return tuple(means_word(type_, code) for code in dict.fromkeys(means(type_).values()))


def _kind(text: str) -> str:
    lowered = text.casefold()
    for code, kind in KINDS.items():
        if lowered in (code, kind.label.casefold()):
            return code
    return ""


def _is_date(text: str) -> bool:
    if not text[:1].isdigit() and not text.startswith(".."):
        return False
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True
