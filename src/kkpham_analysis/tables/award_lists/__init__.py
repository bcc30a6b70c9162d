"""Award lists as people have them: read, understood, asked about, and put into the raw tables."""
