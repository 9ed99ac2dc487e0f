"""A book: the SOPs of an office as one document, behind the front matter of PermenPANRB 35/2012."""
