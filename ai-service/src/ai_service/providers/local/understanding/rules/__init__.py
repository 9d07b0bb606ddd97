"""One module a kind of request: each says what a sentence asks of that kind, or leaves it to the next."""
