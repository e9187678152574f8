"""The generator of a bureau's year: a ledger of any size whose defects are planted and recorded.

`python -m corpus.ledger --rows 3000 --seed 7 --out DIR [--clean]` writes

- `rows.jsonl`: the rows in the order of branch and entry,
- `roster.json`: year, quotas, and the branches with members, officers and groups,
- `truth.jsonl`: one line a planted defect (`corpus.ledger.truth`), and lines of what must not count,
- `counts.json`: for each branch and duty how often it is claimed and how often it counts,
- `paper.jsonl`: the paper list of one branch in four, to be compared with the rows (`mqa ledger --paper`),
- `templates.jsonl`: texts that some records were copied from, and others that none was (`mqa reference add --template`).

A row's words are those of corpus records: a record is used whole once, after that its labels are filled with sentences of other records of the
same label (of the same style, where it has enough), so that a text keeps its gold. Of a recognised person of a record the name is replaced; names
in the roster occur nowhere in the corpus. Every kind that `truth` lists is complete: what it doesn't name isn't in the ledger. Not ruled out are
other `unmet_need` than the planted ones, since the corpus's own sentences tell of such events, and all findings inside one record.
"""
