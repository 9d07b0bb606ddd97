"""What is answered to free text, once it is understood: a text, and the buttons below it."""
