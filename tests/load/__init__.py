"""What happens when many come at once."""
