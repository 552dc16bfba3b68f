"""What somebody wants to be recorded, as changes of records: no screen and no disk."""
