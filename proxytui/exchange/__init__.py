"""Records of other files as proposed changes, and records as files: one file a format."""
