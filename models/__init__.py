"""The tables, the engine and the named queries. Knows no Temporal, no HTTP and no provider."""
