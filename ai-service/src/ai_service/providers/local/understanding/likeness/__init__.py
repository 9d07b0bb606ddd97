"""The second opinion, asked last of the rule chain: what sentences like this one ask for, learned from examples.

`analogy` weighs it against what the rules found; `acts` is the model, its weights written by `make learn`.
"""
