"""A repository of SOPs: discovery, sopkit.yaml, the register that set rules look at, git."""
