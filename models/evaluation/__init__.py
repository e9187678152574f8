"""Measuring models on styles that they have not seen."""
