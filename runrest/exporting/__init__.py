"""Trees for other programs: PMML for scorers, GraphML for graph tools."""
