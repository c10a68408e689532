"""The command line, one module per command; a composition root: it may read the settings."""
