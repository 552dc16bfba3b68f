"""What the program talks about: pure values, no input or output."""
