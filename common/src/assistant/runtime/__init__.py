"""One command, one outcome: what every service does around its handlers, the same way."""
