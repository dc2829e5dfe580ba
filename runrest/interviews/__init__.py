"""Interviews: one question at a time, as few as will do, for a terminal, an app or a bot."""
