"""What speaks against a name that was read, so that it is asked about; a new cause to ask gets its place here."""
