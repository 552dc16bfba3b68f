"""A store as a folder of plain files: snapshot, journal, kept texts, backups."""
