"""The annotation guideline as code: what a record, its labels and its wording must fulfil."""
