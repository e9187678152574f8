"""What a unit of text looks like, and what linear and ordinal models make of it."""
