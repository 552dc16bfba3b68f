"""The bundled data set is made from its parts, to the byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_parts_make_the_bundled_data_set_byte_for_byte() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "data.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
