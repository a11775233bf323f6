"""The widgets pages are built from: plain data in, signals out; none knows the store or an action."""
