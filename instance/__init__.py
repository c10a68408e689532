"""One instance on one machine: what `rujukan up` checks, starts, watches and ends."""
