"""Keys, signing, sealing, hashing, key wrapping: the only package that names an algorithm."""

from __future__ import annotations

FORMAT = 1
"""The number on which the whole set of algorithms hangs: Ed25519, SHA-256, age v1 with X25519, Argon2id with
ChaCha20-Poly1305, and the way lines are written. They are replaced only together, under a higher number."""
