"""Screens: they ask, route and hand on; nothing here words or stores anything."""
