"""What comes in over HTTP: stored first, answered, then delivered. Decides nothing."""
