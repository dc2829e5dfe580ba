"""Things to do instead: drills, routines and strength sessions, and which of them a day allows."""
