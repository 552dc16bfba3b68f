"""A small store on another conflict than the bundled one, each record a line, as a user types them.

The sources are examples: their titles say so, and their words were made up for this file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCES = (
    "source ex-panel [example: a panel's report]; publisher Example Panel; published 2024-01-15",
    "source ex-wire [example: a wire's news]; publisher Example Wire; published 2023-04-16",
    "source ex-letter [example: a letter]; publisher Example Mission; published 2024-02",
    "source ex-talks [example: a communiqué]; publisher Example Bloc; published 2023-05-11",
)
ASKED = ("ex-letter", ("[example: a letter]", "Example Mission", "2024-02"))
"""The source that is asked for where its first claim is typed, and the answers."""

ACTORS = (
    "actor Sudan (state, SD)",
    "actor Sudanese Armed Forces (state-body, SD); name SAF (acronym)",
    "actor Rapid Support Forces (armed-group, SD); name RSF (acronym); founded 2013",
    "actor United Arab Emirates (state, AE); name UAE (acronym)",
    "actor Egypt (state, EG)",
    "actor Chad (state, TD)",
    "actor Saudi Arabia (state, SA)",
    "actor United States (state, US)",
    "actor African Union (igo); name AU (acronym)",
    "actor Intergovernmental Authority on Development (igo); name IGAD (acronym)",
    "actor Abdel Fattah al-Burhan (person)",
    "actor Mohamed Hamdan Dagalo (person); name Hemedti (alias)",
    "actor Justice and Equality Movement (armed-group, SD); name JEM (acronym)",
    "actor Sudan Liberation Movement (armed-group, SD)",
    "actor Taqaddum (coalition, SD); founded 2023-10",
)
CLAIMS = (
    'RSF opposes SAF: armed since 2023-04-15 "fighting between the two began" ex-wire',
    'SAF opposes RSF: armed since 2023-04-15 "fighting between the two began" ex-wire',
    'SAF part-of Sudan "the army of the country" ex-panel ¶3',
    'Abdel Fattah al-Burhan leads SAF; role commander; "its commander" ex-panel ¶3',
    'Hemedti leads RSF; role commander; "its commander since it was formed" ex-panel ¶4',
    'UAE backs RSF: weapons since 2023-06~; attested 2024-01-15; "is said to have sent arms"'
    ' ex-panel ¶41, said by "three persons", alleged; disputes "sent no arms" ex-letter',
    'Egypt backs SAF: training "has trained its pilots" ex-panel ¶52',
    'Chad backs RSF: sanctuary "wounded men were treated there" ex-panel p. 12, alleged',
    'JEM allied-with SAF since 2023-11 "would fight at its side" ex-wire',
    'Sudan Liberation Movement allied-with SAF since 2023-11 "would fight at its side" ex-wire',
    'Sudan member-of AU until 2021-10-26 "its membership was suspended" ex-talks',
    'Sudan member-of IGAD; until 2024-01-20 "froze its membership" ex-panel',
    'Egypt member-of AU "a member of the bloc" ex-talks',
    'Chad member-of AU "a member of the bloc" ex-talks',
    'United States designates Hemedti: sanctions "put him on its list" ex-panel',
    'United States recognises Sudan "has relations with it" ex-panel',
    'Saudi Arabia recognises Sudan "has relations with it" ex-panel',
    'UAE recognises Sudan "has relations with it" ex-letter',
    'Egypt recognises Sudan "has relations with it" ex-panel',
    'Chad recognises Sudan "has relations with it" ex-panel',
    'Taqaddum opposes SAF: political since 2023-10 "calls on both to stop" ex-panel',
    'Taqaddum opposes RSF: political since 2023-10 "calls on both to stop" ex-panel',
    'Sudan opposes UAE: political "has complained of it" ex-letter p. 1',
    'Saudi Arabia linked-to Egypt "have met on the matter" ex-talks',
    'AU backs Sudan: medical; planned; since 2025 "means to send aid" ex-talks',
)
"""One is disputed, two are alleged, one is planned; each has its quote."""

EVENTS = (
    "event 2023-04-15 Fighting begins in Khartoum (offensive); RSF as party; SAF as party;"
    ' "began on 15 April" ex-wire',
    "event 2023-05-11 Declaration of Jeddah (agreement); SAF as signatory; RSF as signatory;"
    ' Saudi Arabia as mediator; United States as mediator; "both have signed" ex-talks',
)
NOTES = (
    ("UAE backs RSF", "Ask the panel which three persons."),
    ("Chad", "Where was the hospital?"),
    ("African Union", "Does [[Sudan]] take part in the talks?"),
)
"""What a note is about, as the notation has it, and its words."""

LINES = (
    *SOURCES,
    *ACTORS,
    *CLAIMS,
    *EVENTS,
    *(f"note {about}\n  | {words}" for about, words in NOTES),
)
TEXT = "\n".join(LINES) + "\n"

Tables = dict[str, dict[str, dict[str, Any]]]


def tables(export: bytes) -> Tables:
    """The records of an export, by table and id."""
    document = json.loads(export)
    return {
        table: {row.pop("id"): row for row in rows}
        for table, rows in document.items()
        if isinstance(rows, list)
    }


def content(records: Tables) -> dict[str, list[str]]:
    """The records of each table without ids and times, in an order of their own: an id is put as
    what the record says."""
    names: dict[str, str] = {
        id_: f"<{row['names'][0]['text']}>" for id_, row in records["actors"].items()
    }
    for table, field in (("sources", "title"), ("events", "title")):
        names |= {id_: f"<{row[field]}>" for id_, row in records[table].items()}

    def put(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: put(item)
                for key, item in value.items()
                if key not in ("created", "modified", "made", "added")
            }
        if isinstance(value, list):
            return [put(item) for item in value]
        if isinstance(value, str):
            # A tie is named by its type and its ends.
            return ":".join(names.get(part, part) for part in value.split(":"))
        return value

    return {
        table: sorted(json.dumps(put(row), sort_keys=True) for row in rows.values())
        for table, rows in records.items()
    }


def counts(records: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """How many records each table has."""
    return {table: len(rows) for table, rows in records.items() if rows}
