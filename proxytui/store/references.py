"""Which records name which: nothing is removed from under a record that rests on it."""

from __future__ import annotations

from proxytui.model.references import Reference, citing, references

__all__ = ["Reference", "citing", "references"]
