"""What comes of a list: which names count as a person answers, and what is told beside them."""
