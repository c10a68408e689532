"""The rules, shown by tables and properties: no server, no database, no clock."""
