"""A file as lines, columns and sentences, in whatever shape people have it; a new shape of file comes in here."""
