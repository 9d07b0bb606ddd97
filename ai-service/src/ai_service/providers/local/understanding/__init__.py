"""What a typed sentence asks for: an intent and its entities. It only reads; others decide what to do with them."""
