"""What the words of a list mean: which are a regency, a title, a denial; a word that is new is taught here."""
