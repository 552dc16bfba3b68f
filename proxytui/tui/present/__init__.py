"""Values into lines: pure functions, one file a view; widgets only paint what comes from here."""
