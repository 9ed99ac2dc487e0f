"""The rules, the engine that runs them, their fixes, and the formats of the report."""
