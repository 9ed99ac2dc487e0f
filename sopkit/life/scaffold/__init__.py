"""Beginning something: a repository of SOPs, and an SOP in it. What is there already is never overwritten."""
