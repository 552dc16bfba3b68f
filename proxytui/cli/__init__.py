"""The command line: arguments, pages, exit codes."""
