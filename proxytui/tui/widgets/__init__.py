"""Long-lived widgets that draw by line; they hold no data of their own and post messages."""
