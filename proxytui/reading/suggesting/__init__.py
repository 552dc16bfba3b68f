"""Claims that a text seems to make between known actors, each with the words that led to it."""
