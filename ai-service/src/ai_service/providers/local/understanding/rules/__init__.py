"""One module a kind of request: each says what a sentence asks of that kind, or leaves it to the next.

The order in which they speak is `rule_chain`'s, but for those that see a text before it is cut (the map is in
understanding/__init__.py): `answers`, `questions`, and what keeps or forbids in `removals` and `refusals`. Helpers of
one rule stand beside it: `choices` of `proposals`, `labels` of `additions`, `closed_fields` of `corrections`.

A rule reads a sentence for one intent (`remove`) and says None for all others; the participle beside it (`removed`)
completes that intent once `likeness` has found it.
"""
