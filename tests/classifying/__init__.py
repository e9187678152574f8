"""Features, models and what is set aside before them."""
