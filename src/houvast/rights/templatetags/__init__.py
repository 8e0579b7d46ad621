"""Filters for the templates of `rights`."""
