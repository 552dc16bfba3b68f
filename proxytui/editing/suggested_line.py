"""A suggestion as a line to be changed before it is kept, with its quote where that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import text as texts
from proxytui.editing.passage import Passage, PassageLine
from proxytui.editing.same_claims import Ends
from proxytui.model.records import encode
from proxytui.notation import writer

if TYPE_CHECKING:
    from proxytui.editing.directory import StoreDirectory
    from proxytui.editing.suggested_claims import ProposedClaim, SourceText

_NO_ID = "new"


def begin(proposed: ProposedClaim, text: SourceText, directory: StoreDirectory) -> PassageLine:
    """The line of the claim that a suggestion would become; the cursor stands behind its tie and
    means. The text must be one that is kept."""
    suggestion, record = proposed.suggestion, encode(proposed.claim)
    (citation,) = record.pop("citations")
    # Where the quote stands is looked up once the line is kept.
    quote = {"exact": texts.line(proposed.quote)}
    plain = msgspec.json.encode({**record, "citations": [{**citation, "quote": quote}]})
    written = writer.write([("claims", _NO_ID, msgspec.json.decode(plain))], directory)
    head, *details = (line.strip() for line in written.splitlines())
    before = head.removesuffix(f" [{_NO_ID}]")
    passage = Passage(text.source, text.sha or "", text.words, suggestion.start, suggestion.end)
    after = "".join(f"; {detail}" for detail in details)
    disputes = suggestion.stance == "disputes"
    ends = Ends(suggestion.subject, suggestion.object, suggestion.type)
    return PassageLine(passage, before, after, None, disputes, ends, wants_verb=False)
