"""From what people type to the code of a place, in the round it is asked for."""
