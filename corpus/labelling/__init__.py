"""The corpus in Label Studio: labelling pages, export and import."""
