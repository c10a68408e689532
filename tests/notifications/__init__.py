"""Messages out: what they say, how long they are, and what a channel makes of a provider."""
