"""What regencies hand in: files read, rows stored, and what cannot be stored set aside with its reasons."""
