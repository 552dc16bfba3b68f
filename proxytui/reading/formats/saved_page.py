"""Pages saved with all that belongs to them (MHTML): the page itself, and its address."""

from __future__ import annotations

import email
import email.policy
from typing import NamedTuple

from proxytui.errors import ProxyTUIError


class SavedPage(NamedTuple):
    """The bytes of the page, the encoding stated for them, and its address."""

    data: bytes
    charset: str
    url: str


def page(data: bytes) -> SavedPage:
    """The page of a saved file; raises ProxyTUIError where there is none in it."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            if isinstance(body, bytes) and body.strip():
                address = url if url.startswith(("http://", "https://")) else ""
                return SavedPage(body, part.get_content_charset() or "", address)
    raise ProxyTUIError("there is no page in the saved file", "save the page again, as HTML")
