"""The durable case and its client. Touches no table, no provider and no clock of its own."""
