"""The sample: one invented cell, and a large invented province; data first, then written as the entries real desks write."""
