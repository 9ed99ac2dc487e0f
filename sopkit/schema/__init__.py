"""JSON Schema in, problems in a person's words out."""
