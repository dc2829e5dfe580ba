"""Every tree, signal, source and rule as a page, made from the files."""
