"""Records in forms that are made from the table of fields."""
