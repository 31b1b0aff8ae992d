"""Pages to look at, print or take along: one HTML file each, without a script and without the network."""
