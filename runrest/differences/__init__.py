"""What a change to a tree means: regions of athletes whose advice is another one."""
