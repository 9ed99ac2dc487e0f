"""How the SOPs of a project lead to each other: their ties, what is wrong in them, and a picture of both."""
