"""Packs: what loads, what is found wrong with one, and who is to be asked."""
