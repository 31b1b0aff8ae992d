"""One use case a file: read, compute, write, return what happened."""
