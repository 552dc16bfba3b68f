"""One file a question that a user asks of the records, answered in plain values."""
