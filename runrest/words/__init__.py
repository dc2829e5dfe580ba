"""An answer in words: what it is, why, what would change it, and what was not known."""
