"""Other machines: sealed bundles out and in, and the receipts that close the loop; no carriers' windows, no SQL of lists."""
