"""What the site of the documentation is made with; no part of the package."""
