"""The small store, open as an explorer opens it."""

from __future__ import annotations

from small_store import made as made
from small_store import workspace as workspace
