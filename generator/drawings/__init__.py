"""Charts as pictures: drawn by the chart library itself in a browser, kept, and put into the pages."""
