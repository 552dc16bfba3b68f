"""A server that is gone for a while."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postgres import Postgres


@contextmanager
def stopped(server: Postgres) -> Iterator[None]:
    """Inside, the server is gone."""
    server.stop()
    try:
        yield
    finally:
        server.start()
