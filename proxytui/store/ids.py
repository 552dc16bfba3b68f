"""Ids of records and transactions: a prefix and random bits."""

from __future__ import annotations

import base64
import os

PREFIXES = {
    "claims": "c-",
    "events": "e-",
    "sources": "s-",
    "notes": "n-",
    "identities": "i-",
    "views": "v-",
}
"""The prefixes by table; an actor's id is made from its name."""


def random_id(prefix: str) -> str:
    """A prefix and 80 random bits."""
    return prefix + base64.b32encode(os.urandom(10)).decode().lower()
