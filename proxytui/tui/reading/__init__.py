"""The texts of sources on the screen."""
