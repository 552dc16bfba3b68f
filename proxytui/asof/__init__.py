"""What holds at a date, seen through a lens of date, types and filter."""
