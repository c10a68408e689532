"""The house itself: budget of style, rooms, containers, lock."""
