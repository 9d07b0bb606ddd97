"""Pure rules of the conversation: which buttons come next, and every text in both languages."""
