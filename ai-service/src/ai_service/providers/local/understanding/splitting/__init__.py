"""Where a text that asks several things, or tells more than it asks, is cut: into lines, sentences, then requests.

What a part means is asked of `rule_chain` (`several`), or of the whole once more (`stories`).
"""
