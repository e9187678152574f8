"""The labelled corpus: written records, their guideline as code, and the splits they are measured on."""
