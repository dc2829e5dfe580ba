"""Trees as plain JSON, for apps in any language; and the schema of that JSON."""
