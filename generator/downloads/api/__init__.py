"""The static JSON interface: everything under stable addresses, each file described by a JSON Schema."""
