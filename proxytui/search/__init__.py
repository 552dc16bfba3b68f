"""Finding actors, claims and texts by words, names, sounds and conditions."""
