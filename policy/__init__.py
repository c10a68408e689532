"""The rules. Pure: the standard library only; no clock is read and no random number drawn here."""
