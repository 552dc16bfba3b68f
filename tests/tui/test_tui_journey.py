"""The moving picture of the README: each line of the screen is seen when the program showed it."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from proxytui.tui.screenshot import picture
from proxytui.workspace import Workspace

PLACE = Path(__file__).resolve().parents[2] / "tools" / "journey.py"


@pytest.fixture(scope="module")
def journey():
    spec = importlib.util.spec_from_file_location("journey", PLACE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def frames():
    workspace = Workspace.open(demo=True)
    try:
        shared = {"name": "Iran", "size": (90, 24), "theme": None, "as_of": None}
        return [picture(workspace, view="explorer", keys=keys, **shared) for keys in ([], ["j"])]
    finally:
        workspace.close()


@pytest.fixture(scope="module")
def moving(journey, frames):
    steps = [journey.Step((), "first & last", 1.0), journey.Step(("j",), "then", 3.0)]
    return journey.moving([*steps, steps[0]], [*frames, frames[0]])


def test_it_is_whole_xml_and_fetches_nothing(moving):
    root = ET.fromstring(moving)
    assert root.tag.endswith("svg")
    assert "http" not in moving.replace("http://www.w3.org/2000/svg", "")


def test_lines_that_do_not_change_stand_once(moving, frames):
    whole = [frame.count("<text ") for frame in frames]
    assert max(whole) < moving.count("<text ") < sum(whole)


def test_what_comes_back_is_one_group_seen_twice(moving):
    assert moving.count("first &amp; last") == 1
    assert (
        "0.000%{visibility:visible}20.000%{visibility:hidden}80.000%{visibility:visible}" in moving
    )


def test_who_wants_no_motion_sees_the_first_screen(moving):
    assert "prefers-reduced-motion" in moving
