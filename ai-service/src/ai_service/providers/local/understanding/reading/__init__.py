"""What a sentence is made of and what it points at: what the stages and rules ask of it. No rule stands here.

From the letter to the meaning: `sentence`, `lexicon`, `reading`; then `values`, `names`, `references`, `pointing`,
`enumerations` for what is meant; `courtesy`, `orders`, `telling` for what a clause does.
"""
