"""The bundled data set is made from its parts, to the byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

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
