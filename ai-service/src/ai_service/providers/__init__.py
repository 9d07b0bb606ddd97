"""Who writes the replies: a language model behind an OpenAI-compatible server, or rules and knowledge."""
