"""Carrying out on both databases: who hears what, once, whatever dies in between."""
