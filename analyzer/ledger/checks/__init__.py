"""The checks between records: one file a kind of finding; the folder is the list.

A check is a module with `RULE` and `check(ledger, policy)`; its name is the kind. It is given a branch's ledger at a time, or the whole one where
`ACROSS` is true. It states facts, never points. Its docstring is its page in the
manual, with the headings 查什么, 为什么, 不查什么, 已知不足.
"""
