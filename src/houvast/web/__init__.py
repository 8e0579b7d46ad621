"""Addresses, pages that show several rooms at once, the clock, and what a person reads when something fails."""
