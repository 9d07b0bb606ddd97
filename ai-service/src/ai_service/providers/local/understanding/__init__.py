"""What a typed text asks for: an intent and its entities. It only reads; `conversing` decides what is answered.

`understanding.understand(text, situation)` takes a `Situation` (what is on the screen) and gives a `Meaning`. A text
goes through the stages below; the first that knows what it means ends it.

1.  `rules.answers`, `rules.questions`: "oui", "le 2", "comment ajouter une cible ?". What answers a question of the
    assistant, or is asked of the assistant itself, comes first: no rule below knows what was asked.
2.  `splitting.lines`: a text on several lines is read line by line, before the lines are joined.
3.  `rewriting.read_request`: the text is put right for all that follows. `spelling` first, as all others look for
    words; `courtesy`, `second_thoughts` ("euh non, DAF") next, as what is taken back must not be taken for a reason;
    then what is told before the request (`preambles`, with what "ajoute-le" points back at: `antecedents`), beside it
    (`asides`) and after it without a mark (`run_on`).
4.  `splitting.stories`: of several sentences, the one that asks; the others say what it is about.
5.  `rules.removals` ("garde X, enlève le reste"), `rules.refusals` ("ne supprime pas X") and `rules.restated_figures`
    ("15 démos au lieu de 25") see the sentence whole, before it is cut: each holds two halves that mean the contrary
    when they are read apart. `rewriting.contrasts` then drops what is set aside ("X et non Y").
6.  `splitting.requests`: where several requests meet in a sentence; `splitting.several` understands each of them.
7.  `rule_chain`: what one request means. Its two lists are the order in which the rules speak.
8.  `likeness`: a second opinion, learned from examples, where the rules are in doubt or plainly disagree with it.
9.  `rules.answers` again: what nobody understood, or a bare name, may fill the form that was asked for.

`reading` is what all of them ask of a sentence: its words (`sentence`) in the lexicon of its language (`lexicon`),
the families that they belong to (`reading`), what they point at (`names`, `references`, `pointing`), the values that
they give (`values`, `enumerations`), and whether a clause orders, asks or only tells (`orders`, `telling`,
`courtesy`).

Imports go one way, as the contract in pyproject.toml has it: understanding, splitting, rule_chain, rewriting and
likeness, rules, meaning, reading, situation. `language` tells in which language a text is before any of this.

To teach a word, add it to its family in `reading/fr.yaml` or `en.yaml`, with an utterance in eval/ first. To teach a
kind of request, add a rule to `rules/` and its place to `rule_chain`.
"""
