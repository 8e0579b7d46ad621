"""Filters for the templates of `conversation`."""
