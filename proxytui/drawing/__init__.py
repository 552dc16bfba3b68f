"""Pictures made of characters, as lines of pieces of text."""
