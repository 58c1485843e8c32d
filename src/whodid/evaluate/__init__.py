"""Holds what whodid reads and codes against data with known answers; each module feeds one scorer."""
