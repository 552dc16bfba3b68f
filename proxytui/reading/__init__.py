"""Kept texts and their quotes: anchored, found again, checked."""
