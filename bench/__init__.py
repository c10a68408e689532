"""Measurements as ratios against a floor in the same run: the machine is noisy, a ratio is not."""
