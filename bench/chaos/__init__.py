"""Messages under every fault at once, and the processes that carry them killed again and again."""
