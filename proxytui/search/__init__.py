"""Actors, claims and texts found by words, names, sounds and conditions."""
