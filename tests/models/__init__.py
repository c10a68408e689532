"""The record on both databases: inbox, outbox, events, projection, laws."""
