"""STIX 2.1: bundles of threat intelligence, as actors, ties and the sources that say so.

**In.** Identities, threat actors and intrusion sets are actors; a threat actor's type and labels
are somebody's words for it, and stay in the quote. Relationships between two of them are claims:
those of our own types, `sponsored-by` and its like, and what says only that two are linked
(`attributed-to`, `related-to`), which keeps STIX's word as its role. Reports, notes and opinions
are sources, of claims that they refer to too: a report supports, a note mentions, an opinion
supports or disputes. Every object is also cited for itself, by whoever made it, under its markings,
which stand as the licence. A confidence is a grade of credibility; one below 60 of 100 makes the
citation alleged. Revoked is retracted. Of several versions of an object the newest counts. Other
objects (malware, indicators, campaigns, what uses or targets what) are set aside.

**Dates.** `start_time` is the first moment, `stop_time` the last; a stop at midnight may be the end
of the day before. They are written for the widest span that a claim's dates allow.

**Out.** See `stix_writer`. Beside each object stands the record itself, as `x_proxytui`, from which
this reader has it back whole, with what another program has changed in the object.

The file is never in memory as a whole; the ids of its objects and what they say of one another are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.exchange.losses import COARSENED, KEPT, complete
from proxytui.exchange.stix_reader import read
from proxytui.exchange.stix_writer import write

if TYPE_CHECKING:
    from proxytui.exchange.formats import Head

__all__ = ["LOSSES", "looks", "read", "write"]


def looks(head: Head) -> int:
    """How surely a file is of this format: 0 to 100."""
    data = head.data.replace(b"\0", b"")  # UTF-16 too
    if b'"bundle"' in data[:4096] and b'"objects"' in data:
        return 95 if b"--" in data else 60
    if b'"spec_version"' in data and b"--" in data and b'"type"' in data:
        return 85
    return 70 if b'"relationship_type"' in data and b'"source_ref"' in data else 0


_WRITTEN = {
    "actors": {
        "kind": COARSENED, "names": COARSENED, "described": KEPT, "summary": KEPT,
        "identifiers": KEPT, "tags": KEPT, "citations": COARSENED,
    },
    "claims": {
        "type": COARSENED, "subject": KEPT, "object": KEPT, "terms": COARSENED, "role": COARSENED,
        "since": COARSENED, "until": COARSENED, "flags": KEPT, "rank": COARSENED,
        "status": COARSENED, "summary": KEPT, "citations": COARSENED,
    },
    "events": {
        "title": KEPT, "summary": KEPT, "flags": KEPT, "status": COARSENED, "citations": COARSENED,
    },
    "sources": {
        "title": KEPT, "author": KEPT, "publisher": COARSENED, "published": COARSENED, "url": KEPT,
        "licence": KEPT, "lang": KEPT, "status": COARSENED,
    },
    "notes": {
        "about": COARSENED, "text": KEPT, "created": KEPT, "modified": KEPT, "tags": KEPT,
    },
    "identities": {"a": KEPT, "b": KEPT, "judgement": KEPT, "reason": KEPT},
    "views": {"name": KEPT, "centre": KEPT},
}  # fmt: skip

LOSSES = complete(_WRITTEN)
"""What another program that reads STIX sees of each field; this one has all of it back."""
