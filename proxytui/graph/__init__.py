"""Claims in memory joined into ties, kept in step with the store."""
