"""What a drawing shows and where it goes, as plain data; only ``runrest.drawing`` knows graphviz."""
