"""What is wrong in a line is said at its place, in words that a person reads once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_faults import Directory, ids

from proxytui.notation.reader import read
from proxytui.notation.scanner import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

BACKS = "North backs River Guard"
A_VERB = "expected a verb such as backs or opposes"
A_DETAIL = "expected a detail of a claim"
IN_BACKTICKS = "a name with such a sign stands in backticks"
NO_DATE = (
    "“last year” is no date such as 2023, 2023-06~ or 2012/2015; the source's own words stand"
    " behind since-raw: since-raw last year"
)
SECOND_CLAIM = (
    "“opposes” is a verb: a second claim stands on a line of its own, a name with a verb in"
    " backticks"
)
UNCITED = "“memo-1” is a source; a quote or from stands before it: from memo-1"
UNSEEN = "a character that can't be seen (U+{}) stands here; take it out"
OF_NOTES = "; the text of a note stands in the lines below it, behind |"
LINE_END = "expected the end of the line or a semicolon"

SAID: tuple[tuple[str, int, str], ...] = (
    # A source whose quote or `from` is missing
    (f"{BACKS} memo-1", 25, UNCITED),
    (f"{BACKS}: weapons memo-1", 34, UNCITED),
    (f"{BACKS}: weapons, training memo-1 ¶4", 44, UNCITED),
    (f"{BACKS} since 2010 memo-1", 36, UNCITED),
    (f"{BACKS}; basis within; memo-1", 40, UNCITED),
    (f"{BACKS}; against South Republic memo-1", 49, UNCITED),
    (f'{BACKS} "gave them rifles" memo-1, memo-1', 52, UNCITED),
    ("event A bridge is taken; River Guard as party; memo-1", 48, UNCITED),
    (
        f"{BACKS} The Paper",
        25,
        "“The Paper” is a source; a quote or from stands before it: from `The Paper`",
    ),
    (f"{BACKS} ¶4 memo-1", 25, "“¶4” stands behind a quote and its source"),
    (f"{BACKS}; credibility 1", 26, "“credibility” stands behind a quote and its source"),
    (f"{BACKS} said by South Republic", 25, "“said” stands behind a quote and its source"),
    # Sources
    (f'{BACKS} "x"', 28, "nothing, expected a source"),
    (f'{BACKS} "x" memo-2', 29, "no source is called “memo-2”; close to it is memo-1"),
    (f'{BACKS} "x memo-1', 25, '" is missing: what begins here is not closed'),
    ("source memo-9", 14, "the title is missing behind “memo-9”"),
    (
        f'{BACKS} "x" memo-1, xyz',
        37,
        "“xyz”, expected more of a citation: ¶, said, credibility, lang, translated, p. …",
    ),
    # Names
    (
        "North backs Nroth",
        13,
        "no actor is called “Nroth”; close to it is North; +Nroth makes it",
    ),
    ("North backs `A: B`", 13, "no actor is called “A: B”; +`A: B` makes it"),
    ("note on North", 6, "no actor is called “on North”; did you mean North?"),
    (f"{BACKS} opposes South Republic", 25, SECOND_CLAIM),
    (f"{BACKS} sinse 2010", 25, f"“sinse”, {A_DETAIL}; did you mean since?"),
    ("actor [b]x[/b]", 7, f"“[”, expected the name of the actor; {IN_BACKTICKS}: `[b]x[/b]`"),
    ("actor (x)", 7, f"“(”, expected the name of the actor; {IN_BACKTICKS}: `(x)`"),
    (
        "North backs [b]x[/b]",
        13,
        f"“[”, expected whom or what it backs; {IN_BACKTICKS}: `[b]x[/b]`",
    ),
    (
        "actor X [a b]",
        9,
        "“[” begins an id such as [c-3k9]; a name with brackets stands in backticks",
    ),
    ("actor N\a", 8, UNSEEN.format("0007")),
    ("actor N\x1b[31mX", 8, UNSEEN.format("001B")),
    ("North\a backs River Guard", 6, UNSEEN.format("0007")),
    ("North\x0b backs River Guard", 6, UNSEEN.format("000B")),
    ("North backs River\x1b Guard", 18, UNSEEN.format("001B")),
    # Verbs and first lines
    ("North bakcs River Guard", 7, f"“bakcs”, {A_VERB}; did you mean backs?"),
    ("acter Hill Movement", 1, f"“acter”, {A_VERB}; did you mean actor?"),
    (
        "Hill Movement",
        1,
        f"no verb, {A_VERB}; a record that is no claim begins with actor, source, event or note",
    ),
    ("backs North", 1, "“backs”, expected the actor that a claim begins with"),
    ('note North "hi"', 12, f'“"”, {LINE_END}{OF_NOTES}'),
    ("actor Hill (state) army", 20, f"“army”, {LINE_END}"),
    ("same North River Guard", 23, "a comma is expected here, and a second actor"),
    ("actor Hill (state; XA)", 18, "“;”, expected a comma or )"),
    # Dates
    (f"{BACKS} since last year", 31, NO_DATE),
    (f'{BACKS} since last year "x" memo-1', 31, NO_DATE),
    ("actor Hill; founded last year", 21, NO_DATE.partition("; the")[0]),
    (f"{BACKS} since", 30, "nothing, expected a date such as 2023-06~ or 2012/2015"),
    # Values out of few and of many
    (f"{BACKS}: weapns", 26, "“weapns”, expected a means; did you mean weapons?"),
    (
        f"{BACKS}: xyzzy",
        26,
        "“xyzzy”, expected a means: weapons, funding, training, troops, presence, joint ops …",
    ),
    ("North opposes River Guard: xy", 28, "“xy”, expected a means: armed, political, rival"),
    ("North leads River Guard: xy", 26, "“xy”, leads takes no means"),
    (
        f"{BACKS}; status xy",
        33,
        "“xy”, expected a value of status: asserted, disputed, refuted, retracted",
    ),
    (f"{BACKS}; disputed", 26, f"“disputed”, {A_DETAIL}; did you mean status disputed?"),
    (f"{BACKS}; xy 2010", 26, f"“xy”, {A_DETAIL}: role, against, since, until, basis, attested …"),
    (f"{BACKS}, South Republic", 24, f"“,”, {A_DETAIL}; details are parted by semicolons"),
    (
        "actor Hill (armed grup)",
        13,
        "“armed grup”, expected a kind of actor, a country such as SD or more about the name;"
        " did you mean armed-group?",
    ),
    (
        "actor Hill (xy)",
        13,
        "“xy”, expected a kind of actor, a country such as SD or more about the name: state,"
        " state-body, igo, armed-group, party, organisation …; a name with parentheses stands in"
        " backticks",
    ),
    (
        "event A raid (ofensive)",
        15,
        "“ofensive”, expected a kind of event; did you mean offensive?",
    ),
    (
        "event A raid; North as xy",
        24,
        "“xy”, expected a role: party, attacker, target, victim, signatory, speaker …",
    ),
)


class Names(Directory):
    """A directory that has a source too."""

    def has(self, table: str, id_: str) -> bool:
        return super().has(table, id_) or (table, id_) == ("sources", "memo-1")

    def sources_called(self, title: str) -> Sequence[str]:
        return ["paper-2"] if title == "The Paper" else []

    def ids_near(self, table: str, id_: str) -> Sequence[str]:
        return ["memo-1"] if (table, id_[:4]) == ("sources", "memo") else []


@pytest.mark.parametrize(("line", "column", "words"), SAID, ids=[repr(said[0]) for said in SAID])
def test_a_fault_is_said_at_its_place_in_plain_words(line: str, column: int, words: str) -> None:
    first = read(f"# first\n{line}", Names(), ids()).faults[0]
    assert (first.message, first.place) == (words, Place(2, column))


@pytest.mark.parametrize("line", [said[0] for said in SAID], ids=repr)
def test_a_fault_lists_no_more_words_than_are_read(line: str) -> None:
    for fault in read(line, Names(), ids()).faults:
        assert "\n" not in fault.message
        assert fault.message.count(",") <= 8, fault.message


def test_of_many_records_that_a_name_may_stand_for_some_are_listed() -> None:
    class Crowd(Names):
        def actors_called(self, name: str) -> Sequence[str]:
            return [f"north-{number}" for number in range(1, 10)]

    message = read("North leads River Guard", Crowd(), ids()).faults[0].message
    assert message.startswith("“North” may be one of north-1 [north-1], ")
    assert message.endswith("north-6 [north-6] and 3 more; write it with its id")


def test_a_name_of_two_lines_is_told_in_one() -> None:
    message = read("North backs `A\\nB`", Names(), ids()).faults[0].message
    assert message.startswith("no actor is called “A B”")


def test_what_can_not_be_seen_may_stand_in_a_quote() -> None:
    reading = read(f'{BACKS} "gave\aarms" memo-1', Names(), ids())
    assert reading.faults == ()
