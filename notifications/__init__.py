"""Messages out: rendering and one module per channel. Knows no tables and no workflows."""
