"""The one hostile corpus: text that a terminal, a markup parser, a path or a reader acts on.

Every text begins with `SEEN`, so that a test can tell "harmless" from "not shown at all".
"""

from __future__ import annotations

import re
from typing import Any

SEEN = "Zq7"

# Escape sequences, control strings, and what looks like the end of one.
SEQUENCES = {
    "colour": "\x1b[31mred\x1b[0m",
    "cursor home and clear": "\x1b[H\x1b[2Jgone",
    "alternate screen": "\x1b[?1049hother",
    "mouse on": "\x1b[?1000h\x1b[?1006hmouse",
    "title": "\x1b]0;owned\x07after",
    "title, ended by ST": "\x1b]2;owned\x1b\\after",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07after",
    "clipboard, ended by ST": "\x1b]52;c;b3duZWQ=\x1b\\after",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\click\x1b]8;;\x1b\\",
    "unended title": "\x1b]0;owned",
    "device control": '\x1bP$q"p\x1b\\after',
    "application command": "\x1b_Gi=31;AAAA\x1b\\after",
    "privacy message": "\x1b^hidden\x1b\\after",
    "report": "\x1b[6n\x1b[c\x1b]10;?\x07after",
    "doubled escapes": "\x1b\x1b[31m\x1b\x1b]52;c;YQ==\x07after",
    "escape at the end": "after\x1b",
    "C1 sequence": "\x9b31mred",
    "C1 control string": "\x9d52;c;b3duZWQ=\x9cafter",
    "C1 device control": "\x90q\x9cafter",
    "bell, backspace, delete": "a\x07b\x08c\x7fd",
    "carriage return": "safe\rforged",
    "shift out": "a\x0eb\x0fc",
    "nul": "a\x00b",
    "form feed and vertical tab": "a\x0cb\x0bc",
}
MARKUP = {
    "action": "[@click=app.exit]press[/]",
    "closing tag": "[/foo]x",
    "colour tag": "[red]x[/red]",
    "link tag": "[link=file:///etc/passwd]x[/link]",
    "unclosed": "[bold",
    "backslash": "\\[x]\\",
    "variable": "$text-muted [$accent]x[/]",
    "emoji name": ":skull: :warning:",
    "html": "<script>alert(1)</script>&amp;",
    "spreadsheet": "=cmd|' /C calc'!A1",
}
INVISIBLE = {
    "override": "abc\u202edcba\u202cx",
    "isolate": "\u2066a\u2067b\u2068c\u2069",
    "marks": "\u200ea\u200fb\u061cc",
    "zero width": "a\u200bb\u2060c\ufeffd",
    "separators": "a\u2028b\u2029c",
    "tags": "a" + "".join(chr(0xE0000 + ord(c)) for c in "evil") + "\U000e007f",
    "fillers": "\u3164\u115f\u1160\uffa0a",
    "annotation": "a\ufff9b\ufffac\ufffb",
    "soft hyphen": "a\u00adb\u034fc",
}
LONG = {
    "1 MB": "n" * 1_000_000,
    "wide letters": "漢" * 3_000,
    "combining flood": "a" + "\u0301\u0489" * 5_000,
    "joined emoji": "👩\u200d" * 2_000,
    "blanks": " " * 50_000 + "x",
}
LINES = {
    "line feeds": "one\ntwo\n\nthree",
    "tabs": "one\ttwo",
    "next line": "one\x85two",
}
PATHS = {
    "up": "../../../../etc/passwd",
    "absolute": "/etc/passwd",
    "device": "CON",
    "dots": "..",
    "home": "~root/x",
    "drive": "C:\\x\\..\\y",
    "option": "--store=/tmp/x",
    "percent": "%s%n{0}{x!r}",
}

NAMES = {
    f"{group}: {what}": SEEN + text
    for group, texts in (
        ("sequence", SEQUENCES),
        ("markup", MARKUP),
        ("invisible", INVISIBLE),
        ("long", LONG),
        ("lines", LINES),
        ("path", PATHS),
    )
    for what, text in texts.items()
}
"""What a record may hold, by what it is."""

SURROGATES = {
    "high": SEEN + "\ud800",
    "low": SEEN + "\udfff",
    "pair in two": SEEN + "\ud83d\ude00",
    "from a file name": SEEN + b"\xff\xfe".decode("utf-8", "surrogateescape"),
}
"""What no record may hold: text that can't be written as UTF-8."""

MARKS = "\u0300-\u036f\u0483-\u0489\u064b-\u065f\u20d0-\u20ff"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
    f"|[{MARKS}]{{5}}"
)
"""What never reaches a screen."""

# Traces of a sequence of which only the escape was taken away.
LEFTOVERS = ("52;c;", "0;owned", "2;owned", "31mred", "[2J", "?1049h", "b3duZWQ")


def forbidden(text: str) -> str:
    """What of `text` may not be shown, as escapes with what stands before it; empty if fine."""
    found = FORBIDDEN.search(text)
    if found:
        return ascii(text[max(0, found.start() - 40) : found.end() + 10])
    return next((mark for mark in LEFTOVERS if mark in text), "")


_MUCH = 300


def records(text: str, at: str = "") -> dict[str, dict[str, Any]]:
    """A store in which `text` stands in every field that takes any text; ids begin with `at`.

    A state, a group, a group known by a description, a person; ties of several types; an event, a
    source, notes. All of a long text stands in one name, one quote and one note only.
    """
    short = text[:_MUCH]

    def citation(stance: str = "supports", words: str = short) -> dict[str, Any]:
        return {
            "source": f"{at}s-1",
            "quote": {"exact": words, "prefix": short, "suffix": short, "translation": short},
            "speaker": {"text": short},
            "locator": {"page": short, "paragraph": short},
            "stance": stance,
        }

    def claim(type_: str, subject: str, object_: str, **more: Any) -> dict[str, Any]:
        return {
            "type": type_,
            "subject": at + subject,
            "object": at + object_,
            "since": "2011",
            "since_raw": short,
            "until_raw": short,
            "summary": short,
            "reason": short,
            "citations": [citation()],
            **more,
        }

    names = [{"text": short}, {"text": short + "2", "type": "alias"}]
    when = "2024-12-02T00:00:00Z"
    times = {"created": when, "modified": when}
    tables: dict[str, dict[str, Any]] = {
        "actors": {
            "north": {
                "kind": "state",
                "names": names,
                "summary": short,
                "tags": [short],
                "identifiers": {"other": [short]},
            },
            "south": {"kind": "armed-group", "names": names, "citations": [citation()]},
            "told": {"kind": "armed-group", "described": True, "names": [{"text": text}]},
            "someone": {"kind": "person", "names": names, "founded": "1950"},
        },
        "claims": {
            "c-1": claim("backs", "north", "south", terms=["W", "F"], flags=["alleged"]),
            "c-2": claim("backs", "north", "told", citations=[citation(), citation("disputes")]),
            "c-3": claim("opposes", "south", "north"),
            "c-4": claim("leads", "someone", "south", role=short),
            "c-5": claim("backs", "south", "told", citations=[citation(words=text)]),
            "c-6": claim("backs", "north", "someone", status="refuted"),
        },
        "events": {
            "e-1": {
                "title": short,
                "date": "2012",
                "date_raw": short,
                "kind": "statement",
                "place": short,
                "summary": short,
                "participants": [{"actor": f"{at}north", "role": "speaker"}],
                "citations": [citation()],
            }
        },
        "sources": {
            "s-1": {
                "title": short,
                "author": short,
                "publisher": short,
                "publisher_parent": short,
                "published": "2024",
                "published_raw": short,
                "url": short,
                "licence": short,
                "kind": short,
            }
        },
        "notes": {
            "n-1": {
                "about": [f"{at}north"],
                "text": f"{text} [[{at}north]] [[{short}]]",
                "tags": [short],
                **times,
            },
            "n-2": {"about": [f"backs:{at}north:{at}south"], "text": short, **times},
        },
        "views": {
            "v-1": {"name": at + short, "lens": {"filter": "support:W"}, "centre": f"{at}north"},
            "v-2": {"name": f"odd {at}{short}", "lens": {"filter": short, "as_of": short}},
        },
    }
    return {
        table: {at + id_: record for id_, record in rows.items()} for table, rows in tables.items()
    }


def zoo() -> dict[str, dict[str, Any]]:
    """One store of the whole corpus; the ids of the nth text begin with `zNN-`.

    Its long texts are shorter: the whole store is drawn again and again.
    """
    tables: dict[str, dict[str, Any]] = {}
    for number, text in enumerate(NAMES.values()):
        for table, rows in records(text[:300], f"z{number:02}-").items():
            tables.setdefault(table, {}).update(rows)
    return tables
