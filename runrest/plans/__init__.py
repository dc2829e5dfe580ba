"""Sessions on days: what stands too close, where strength fits, and where a session could move."""
