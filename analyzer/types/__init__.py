"""What flows between the stages: frozen, compared by value, free of I/O."""
