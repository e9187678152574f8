"""Characters: cleaning with alignment, sentences, tokens."""
