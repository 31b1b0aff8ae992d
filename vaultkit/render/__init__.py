"""Turning records into words: the sandboxed templates."""
