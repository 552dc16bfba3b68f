"""One file a format: values into files and back."""
