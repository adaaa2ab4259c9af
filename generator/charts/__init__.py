"""One module per chart: a view in, a chart out."""
