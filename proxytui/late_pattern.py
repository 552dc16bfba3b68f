"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import cast


class _LatePattern:
    """A stand-in for a pattern, which takes over each of its methods as it is asked for."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def late_pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern for what most calls of the program never look for: many take longer to compile
    than their module takes to be imported.

    Its methods are those of the compiled pattern; `re.sub` and its like don't take it.
    """
    return cast("re.Pattern[str]", _LatePattern(source, flags))
