"""What is worked out from records and kept until it is known not to hold any more."""

from __future__ import annotations

from typing import Protocol, TypeVar


class Cache(Protocol):
    """Anything that can be emptied, and is made empty without arguments."""

    def clear(self) -> None:
        """Forget everything."""


C = TypeVar("C", bound=Cache)


class Memo:
    """The caches of an index, by their class: whoever computes brings a class of its own."""

    def __init__(self) -> None:
        self._caches: dict[type[Cache], Cache] = {}

    def of(self, kind: type[C]) -> C:
        """The cache of this class, made when it is first asked for."""
        cache = self._caches.get(kind)
        if cache is None:
            cache = self._caches[kind] = kind()
        return cache  # type: ignore[return-value]  # stored under its own class

    def clear(self) -> None:
        """Forget everything, in all caches."""
        for cache in self._caches.values():
            cache.clear()
