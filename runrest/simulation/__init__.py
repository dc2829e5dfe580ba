"""A made-up runner and a year of days, to see how often the trees say less than the plan."""
