"""Numbers of SOPs: how one is made, and which is the next that is free."""
