"""The command line against a running instance."""
