"""What is known: regions, awards, indicators; their schemas, reading and building."""
