"""FollowTheMoney: entities as Aleph and OpenSanctions exchange them, a line each.

**In.** Persons and what is an organisation are actors; a topic is a label that somebody gave an
entity: it stays in the quote, and `sanction` without a Sanction designates nobody. Membership,
Directorship, Representation, Succession, Family, Associate and UnknownLink are claims; Ownership
and Employment link two, with what they are as the role. A Sanction is a claim that its authority
designates the entity. Documents are sources of what names them as its proof. Every entity is also
cited for itself, as of its data sets. The values of a date that only say less than another are left
out; where they differ, it was some day from the first to the last. Birth dates of persons come in
only where they are asked for. Others (vessels, addresses, papers, positions) are set aside.
Entities inside others, and those that come in several pieces, are read as if each stood in a line.

**Out.** See `ftm_writer`. Beside the properties stands the record itself, as `proxytui`, from which
this reader has it back whole, with what another program has changed in the properties. The format
has years, months and days: a date that isn't one of them is coarsened or left out.

The file is never in memory as a whole; the ids of its entities are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.exchange.ftm_reader import read
from proxytui.exchange.ftm_writer import write
from proxytui.exchange.losses import COARSENED, KEPT, complete

if TYPE_CHECKING:
    from proxytui.exchange.formats import Head

__all__ = ["LOSSES", "looks", "read", "write"]


def looks(head: Head) -> int:
    """How surely a file is of this format: 0 to 100."""
    data = head.data.replace(b"\0", b"")  # UTF-16 too
    if b'"schema"' not in data or b'"properties"' not in data:
        return 0
    return 90 if b'"id"' in data else 0


_WRITTEN = {
    "actors": {
        "kind": COARSENED, "names": COARSENED, "described": KEPT, "summary": KEPT,
        "countries": COARSENED, "identifiers": COARSENED, "founded": COARSENED,
        "dissolved": COARSENED, "tags": KEPT, "citations": COARSENED,
    },
    "claims": {
        "type": COARSENED, "subject": KEPT, "object": KEPT, "terms": COARSENED, "role": COARSENED,
        "since": COARSENED, "until": COARSENED, "flags": KEPT, "rank": COARSENED,
        "status": COARSENED, "summary": KEPT, "citations": COARSENED,
    },
    "events": {
        "title": KEPT, "date": COARSENED, "kind": KEPT, "place": KEPT, "summary": KEPT,
        "participants": COARSENED, "flags": KEPT, "status": COARSENED, "citations": COARSENED,
    },
    "sources": {
        "title": KEPT, "author": KEPT, "publisher": KEPT, "published": COARSENED, "url": COARSENED,
        "licence": KEPT, "status": KEPT,
    },
    "notes": {
        "about": COARSENED, "text": KEPT, "created": COARSENED, "modified": COARSENED,
        "tags": KEPT,
    },
    "identities": {"a": KEPT, "b": KEPT, "judgement": KEPT, "reason": KEPT},
    "views": {"name": KEPT, "centre": KEPT},
}  # fmt: skip

LOSSES = complete(_WRITTEN)
"""What another program that reads FollowTheMoney sees of each field; this one has all of it
back."""
