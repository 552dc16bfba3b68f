"""ProxyTUI: who is said to back whom, since when, and in whose words."""

__version__ = "0.1.0"
