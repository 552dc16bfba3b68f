"""Every test here is run on a graph in memory and on one over a file."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from on_disk import graphs_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", params=["memory", "disk"], autouse=True)
def kind_of_graph(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the records of graphs lie."""
    with graphs_on_disk() if request.param == "disk" else nullcontext():
        yield request.param
