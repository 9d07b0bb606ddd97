"""What a sentence is made of, and what it points at: what every rule asks. No rule of its own."""
