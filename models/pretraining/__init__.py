"""A small encoder of one's own, from random start, by masked-language pretraining on any text."""
