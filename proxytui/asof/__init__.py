"""What holds as of a date, seen through a lens of date, types and filter."""
