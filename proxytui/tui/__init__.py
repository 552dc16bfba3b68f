"""The explorer: everything that draws on the terminal with Textual."""
