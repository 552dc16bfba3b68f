"""One file a question that a user asks of the records; no disk."""
