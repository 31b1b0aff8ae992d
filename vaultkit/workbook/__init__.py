"""The domain, pure: no clock, no disk, no network. Imports the standard library alone."""
