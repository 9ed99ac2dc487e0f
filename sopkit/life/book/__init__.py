"""The book of a unit or agency: which SOPs are in it, and what its daftar isi tells programs."""
