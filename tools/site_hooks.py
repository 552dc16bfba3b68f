"""What mkdocs calls for each page of the site."""

from __future__ import annotations

import re

# Behind the kind of a block stands what its test needs; mkdocs would not see a block there.
_KIND = re.compile(r"^```([\w-]+) .*$", re.M)


def on_page_markdown(markdown: str, **_: object) -> str:
    """A page whose blocks have a kind and nothing else behind the back quotes."""
    return _KIND.sub(r"```\1", markdown)
