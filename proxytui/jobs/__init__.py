"""Work that must not hold up a key: in pieces, in slices, behind the keys."""
