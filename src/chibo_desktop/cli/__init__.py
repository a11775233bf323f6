"""The same doors as the window, for scripts, tests and offices with many files; one module a noun, no Qt."""
