"""The generated stores that `make bench` measures are sound, varied, and the same every time."""

from __future__ import annotations

import hashlib
from collections import Counter

import generate
import pytest

from proxytui.model import validation
from proxytui.model.vocabulary import CLAIM_STATUSES, CLAIM_TYPES, FLAGS, Check
from proxytui.questions import integrity
from proxytui.workspace import Workspace

SMALL = generate.Size(300, 1500, 1500, seed=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("generated") / "store"
    generate.write(made, SMALL)
    return made


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(folder, tmp_path):
    for name, size in (("same", SMALL), ("other", SMALL._replace(seed=4))):
        generate.write(tmp_path / name, size)
    digests = [
        hashlib.sha256((one / "store.json").read_bytes()).digest()
        for one in (folder, tmp_path / "same", tmp_path / "other")
    ]
    assert digests[0] == digests[1] != digests[2]


def test_check_finds_no_problem_and_the_kept_texts_hold_their_quotes(folder):
    workspace = Workspace.open(folder, origin="test")
    report = integrity.report(workspace.index, workspace.raw(), workspace.text_of)
    assert report.problems == ()
    assert set(report.quotes) >= {Check.EXACT.value, Check.NO_COPY.value}
    assert report.quotes["exact"] > 50
    assert sum(report.quotes.values()) == SMALL.quotes
    assert not workspace.index.set_aside
    workspace.close()


def test_sizes_are_as_asked_for_and_every_word_of_the_vocabulary_occurs():
    made, texts, asked = generate.tables(SMALL)
    assert (len(made["actors"]), len(made["claims"])) == (SMALL.actors, SMALL.claims)
    for table, rows in made.items():
        for id_, record in list(rows.items())[:200]:
            assert validation.faults(table, id_, record) == ()
    claims = list(made["claims"].values())
    assert {claim["type"] for claim in claims} == set(CLAIM_TYPES)
    assert {flag for claim in claims for flag in claim.get("flags", ())} == set(FLAGS)
    assert {claim.get("status", "asserted") for claim in claims} == set(CLAIM_STATUSES)
    dates = " ".join(claim.get(end, "") for claim in claims for end in ("since", "until"))
    assert all(mark in dates for mark in ("~", "?", "%", "X", "/..", "../", "-", " .. "))
    scripts = {n.get("script") for actor in made["actors"].values() for n in actor["names"]}
    assert {"Arab", "Cyrl", "Hebr"} <= scripts
    degrees = Counter(claim["subject"] for claim in claims)
    assert degrees.most_common(1)[0][1] > 5 * SMALL.claims / SMALL.actors
    assert len(texts) >= 3
    assert len(asked) == 40
    assert all(id_ in made["actors"] for _, id_ in asked)
