"""What a decision asks for is carried out here: record, then deliver. Holds no rules."""
