"""Records as text: read with their faults, written in one form, completed as they are typed."""
