"""Tests mirror the rooms; each test's name is a sentence."""
