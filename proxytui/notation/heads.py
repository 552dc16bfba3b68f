"""The first line of a record: what kind of record it is, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxytui.model import dates
from proxytui.model.vocabulary import EVENT_KINDS, KINDS, NAME_TYPES
from proxytui.notation.values import Reference
from proxytui.notation.words import (
    CLAIM_STOPS,
    KINDS_OF_RECORDS,
    VERBS,
    choices,
    details,
    means,
    means_word,
    nearest,
)

if TYPE_CHECKING:
    from proxytui.notation.parts import Parts
    from proxytui.notation.scanner import Fault, Scanner, Word

_IN_LIST = "a kind of actor, a country such as SD or more about the name"
_OFTEN = {"backs": ("weapons", "funding", "training")}
"""The means of a claim type that are named first where not all are."""
_COUNTRY = re.compile(r"[A-Z]{2}")


class Heads:
    """Reads first lines into the records of their parts; raises Fault, with the reading where the
    fault is. `subject` is the actor that a claim is of which begins with a verb.
    """

    def __init__(self, subject: str) -> None:
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
        object_ = parts.with_id(object_)
        scanner.expect("detail", (":", *details(parts.table)), since=object_.at)
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
                raise scanner.fault(f"{scanner.next_read}, expected a means", at)
            scanner.expect("detail", details(parts.table))
            code = known.get(word.text.casefold())
            if code is None:
                raise _no_means(parts, type_, word)
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
                raise parts.no_name("the name of the view")
            record["name"] = name.text
        else:
            record["judgement"] = word
            first = parts.id_behind(parts.actor((), "an actor"))
            if not scanner.take(","):
                raise scanner.fault("a comma is expected here, and a second actor")
            record["a"] = first
            record["b"] = parts.with_id(parts.actor((), "a second actor"))
        _own_id(parts)
        if not scanner.ended:
            hint = "; the text of a note stands in the lines below it, behind |"
            raise scanner.fault(
                f"{scanner.next_read}, expected the end of the line or a semicolon"
                f"{hint if word == 'note' else ''}"
            )

    def _source_head(self, parts: Parts) -> None:
        scanner = parts.scanner
        own = scanner.word()
        if own is None:
            raise scanner.fault("nothing, expected an id for the source, and its title")
        parts.own_id = own.text
        title = scanner.line()
        if title is None:
            raise scanner.fault(f"the title is missing behind “{own.text}”")
        parts.record["title"] = title.text

    def _actor_head(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        name = scanner.phrase()
        if name is None:
            raise parts.no_name("the name of the actor")
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
                parts.name_detail(record["names"][0], _IN_LIST, KINDS)

    def _event_head(self, parts: Parts) -> None:
        scanner, record = parts.scanner, parts.record
        before = scanner.at
        quoted = scanner.next == "`"
        token = None if quoted else scanner.token()
        if token is not None and not _is_date(token.text):
            scanner.at, token = before, None
        title = scanner.phrase()
        if title is None:
            raise parts.no_name("what happened")
        if token is not None:
            record["date"] = token.text
        record["title"] = title.text
        for _ in parts.listed(EVENT_KINDS):
            record["kind"] = parts.choice_word("a kind of event", EVENT_KINDS)

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
        first = parts.with_id(parts.actor(VERBS, "what the note is about"))
        verb = VERBS.get(scanner.peek())
        if verb is None:
            return first
        scanner.word()
        second = parts.with_id(parts.actor((), "the other actor of the tie"))
        return (verb.type, second, first) if verb.passive else (verb.type, first, second)


def _own_id(parts: Parts) -> None:
    """Read the record's own id, if it comes next."""
    word = parts.scanner.id()
    parts.own_id = word.text if word else ""


def _no_verb(scanner: Scanner, subject: Reference, word: Word | None) -> Fault:
    """The fault of a claim without a verb, at a word that may be meant as one or at its start."""
    expected = "a verb such as backs or opposes"
    if word is not None:
        hint = nearest(word.text, VERBS)
        return scanner.fault(f"“{word.text}”, expected {expected}{hint}", word.at)
    first = re.match(r"\w*", scanner.text[subject.at :])
    if first and (hint := nearest(first.group(), KINDS_OF_RECORDS)):
        return scanner.fault(f"“{first.group()}”, expected {expected}{hint}", subject.at)
    for match in re.finditer(r"\S+", scanner.text[subject.at : scanner.at]):
        hint = nearest(match.group(), VERBS)
        if hint:
            at = subject.at + match.start()
            return scanner.fault(f"“{match.group()}”, expected {expected}{hint}", at)
    if scanner.next == ":":
        return scanner.fault("“:”, expected a verb; a name with a colon stands in backticks")
    others = "a record that is no claim begins with actor, source, event or note"
    return scanner.fault(f"no verb, expected {expected}; {others}", subject.at)


def _no_means(parts: Parts, type_: str, word: Word) -> Fault:
    """The fault of words that are no means; they may begin with one."""
    known = means(type_)
    for match in re.finditer(r"\s+", word.text):
        if word.text[: match.start()].casefold() in known:
            rest, at = word.text[match.end() :], word.at + match.end()
            cited = rest.partition(" ")[0]
            hint = nearest(cited, details("claims"))
            return parts.uncited(cited, at) or parts.scanner.fault(
                f"“{rest}”, expected a comma or a detail of a claim{hint}", at
            )
    if not known:
        return parts.scanner.fault(f"“{word.text}”, {type_} takes no means", word.at)
    hint = nearest(word.text.casefold(), known)
    listed = hint or choices("", (*_OFTEN.get(type_, ()), *_means_words(type_)))
    return parts.scanner.fault(f"“{word.text}”, expected a means{listed}", word.at)


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
