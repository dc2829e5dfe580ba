"""The proofs: everything that must hold before a tree may speak, each check one function returning flaws."""
