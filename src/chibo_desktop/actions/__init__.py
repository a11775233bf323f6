"""What a person can do: one function each, which writes in one transaction and returns what it changed."""
