"""Workflows on a real server that skips time: whole ladders of days in under a second."""
