"""What is kept of a failure of the program: a file with the traceback, named in one line."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
import traceback
from pathlib import Path

from proxytui import __version__, paths


def keep_traceback(error: BaseException) -> str:
    """Write the traceback to a file for its owner only; returns the line that names it."""
    head = f"proxytui {__version__}, Python {platform.python_version()}, {sys.platform}\n\n"
    body = head + "".join(traceback.format_exception(error))
    name = f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    for folder in (paths.crash_dir(), Path(tempfile.gettempdir())):
        file = folder / name
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(body.encode(errors="backslashreplace"))
        except OSError:
            continue
        return f"the program failed ({type(error).__name__}); what happened is kept in {file}"
    return f"the program failed ({type(error).__name__}); what happened could not be kept"
