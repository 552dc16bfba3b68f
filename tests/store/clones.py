"""Clones of one store on several machines, each with a journal of its own, that git keeps even."""

from __future__ import annotations

import os
import subprocess

from proxytui.store.store import Store

LEFT_OUT = "journal/\nbackups/\n.windows/\n.words/\n.lock\n"


def git(folder, *args):
    nobody = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "n",
        "GIT_AUTHOR_EMAIL": "n@example.org",
        "GIT_COMMITTER_NAME": "n",
        "GIT_COMMITTER_EMAIL": "n@example.org",
    }
    done = subprocess.run(
        ["git", *args], cwd=folder, env=os.environ | nobody, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def push(folder):
    """Write the newest state and give it to the others."""
    store = Store.open(folder)
    store.compact()
    git(folder, "add", "-A")
    if git(folder, "status", "--porcelain"):
        git(folder, "commit", "-m", "more")
    git(folder, "push", "origin", "HEAD:main")


def pull(folder):
    git(folder, "fetch", "origin")
    git(folder, "merge", "--ff-only", "origin/main")


def change(folder, make, table, id_, **fields):
    """An edit that only the journal has."""
    make.edit(Store.open(folder), table, id_, **fields)


def noted(folder, make, id_, text="words"):
    make.add(Store.open(folder), "notes", id_, make.note(text, "north"))


def sound(folder):
    store = Store.open(folder)
    assert not store.damaged
    return store
