"""What is put right in a sentence, and taken out of it, before any rule reads it."""
