"""Files of any kind as a text to keep and what they say of themselves: one file a format."""
