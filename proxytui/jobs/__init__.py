"""Work that must not hold up a key: in batches, in slices, behind the keys."""
