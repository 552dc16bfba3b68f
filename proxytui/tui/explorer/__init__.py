"""The three panes, and what the keys do in them."""
