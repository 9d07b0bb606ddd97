"""Replies without a model: curated knowledge of B2B marketing, and rules that understand what is asked.

`provider` hands a request to one of three: `conversing` answers free text, which `understanding` has read;
`proposing` makes the three proposals; `planning` drafts the plan. All draw on `knowledge/` (YAML), by way of
`library` (the themes), `topics` (which of them a request is about), `wishes` (what is asked for or refused in the
user's own words) and `evidence` (which words two texts share).
"""
