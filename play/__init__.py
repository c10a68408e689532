"""Whole years lived through the real workflows: reads a table, asks like a desk would, decides nothing."""
