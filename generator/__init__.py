"""Turn a data package of alliances, areas and targets into a static site."""
