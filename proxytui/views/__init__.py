"""Answers as lines of spans with roles: what the command line prints and the explorer shows."""
