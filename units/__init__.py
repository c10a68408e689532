"""A unit as data: packs of files are read, validated whole, and become `policy.unit.Unit`."""
