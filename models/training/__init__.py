"""Making models from the corpus."""
