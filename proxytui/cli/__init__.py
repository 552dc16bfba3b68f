"""The command line: arguments in, Rich or JSON out."""
