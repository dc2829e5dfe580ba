"""A tree or a family as one HTML file that answers by itself: its script walks the same trees, compiled."""
