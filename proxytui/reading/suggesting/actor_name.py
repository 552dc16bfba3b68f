"""A place at which a text names an actor, and the forms that the name may have there."""

from __future__ import annotations

from typing import NamedTuple

NAME, ADJECTIVE, CAPITAL, PEOPLE = "name", "adjective", "capital", "people"
REFERENCE = "reference"


class ActorName(NamedTuple):
    """A place at which a text names an actor: its range, the actor, its kind, and the form.

    The form is `name`, `adjective` ("Iranian"), `capital` ("Tehran", which may be the town),
    `people` ("the Iranians") or `reference` ("it", where the sentence before names who).
    """

    start: int
    end: int
    actor: str
    kind: str
    form: str = NAME
