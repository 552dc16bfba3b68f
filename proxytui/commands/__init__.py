"""Commands: verbs with arguments, help and JSON, for the command line and the explorer alike."""
