"""What no name was read in though one may stand there: each module looks over a whole list for one such thing."""
