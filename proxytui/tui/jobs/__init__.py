"""Slow work of the explorer: questions to the index in slices, all other work in threads."""
