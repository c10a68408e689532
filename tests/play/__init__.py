"""The played year: the same lives every time, and nothing twice."""
