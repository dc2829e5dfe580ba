"""What was done, reported and planned: runs, check-ins, plans of a day, and the numbers they give."""
