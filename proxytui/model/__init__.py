"""What the program talks about as pure values: records, dates, vocabulary; no input or output."""
