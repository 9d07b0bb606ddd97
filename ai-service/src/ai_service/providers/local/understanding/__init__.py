"""What a typed sentence asks for: an intent and its entities. It only reads; what is done with them is decided elsewhere."""
