"""The folder on disk: transactions, journal, kept texts."""
