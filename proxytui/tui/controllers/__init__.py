"""What keys do: each file holds the handlers of one group of actions."""
