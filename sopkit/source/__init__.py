"""Bytes in, data and positions out: encodings, limits, duplicate keys, scalars, suppression comments."""
