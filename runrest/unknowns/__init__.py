"""What is still open: the decisions that remain possible while answers are missing, and what to ask next."""
