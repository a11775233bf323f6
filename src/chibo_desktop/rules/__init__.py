"""What follows from the facts: pure functions over plain values, which read nothing but dated guidance."""
