"""Short runs of what `make chaos-messages` does whole: each must be able to fail."""
