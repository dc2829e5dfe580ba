"""The runner's own check-ins: kept in a CSV that is theirs, added to safely, and read again unasked."""
