"""The bundled data set is made from its parts, to the byte."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from test_data import ARTICLE_ID, DATA, stored

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_parts_make_the_bundled_data_set_byte_for_byte() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "data.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")


def test_the_coded_part_is_what_the_importer_reads_of_the_bundled_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    from dataset import build, texts, ucdp

    rows = (texts.FOLDER / f"{ucdp.SOURCE}.csv").read_bytes()
    taken = ucdp.take(rows, build.make().tables["actors"])
    assert taken.part == (build.PARTS / "ucdp.claims").read_text(encoding="utf-8")
    assert taken.text == (texts.FOLDER / f"{ucdp.SOURCE}.txt").read_text(encoding="utf-8")
    assert taken.extract.encode() == rows


def test_what_the_readme_lists_of_the_article_is_recorded() -> None:
    table = (DATA / "README.md").read_text(encoding="utf-8").split("paragraph by paragraph\n")[1]
    rows = re.findall(r"^\| (\d+) \| (.*?) \| ", table, re.M)
    ties = [
        (int(paragraph), *tie)
        for paragraph, listed in rows
        for tie in re.findall(r"(?:^|<br>)([a-z-]+) ([\w-]+) [→—] ([\w-]+)", listed)
    ]
    assert len(ties) > 60
    recorded = {
        (citation["locator"]["paragraph"], claim["type"], *ends)
        for claim in stored()["claims"].values()
        for citation in claim["citations"]
        if citation["source"] == ARTICLE_ID
        for ends in ((claim["subject"], claim["object"]), (claim["object"], claim["subject"]))
    }
    assert [tie for tie in ties if tie not in recorded] == []
