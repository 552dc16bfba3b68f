"""A store: every change is one transaction, checked, journaled, seen by all, and undoable."""
