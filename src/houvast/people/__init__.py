"""Residents, professionals, organisations, teams and duos, and how each of them signs in."""
