"""What is put right in a text, and taken out of it, before any rule reads it: `read_request` says in which order.

`contrasts` alone comes later, once the rules that need both sides of "X et non Y" have had their say.
"""
