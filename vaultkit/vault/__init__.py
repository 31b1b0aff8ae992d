"""One vault on disk: where it is, how it is set up, what is in it."""
