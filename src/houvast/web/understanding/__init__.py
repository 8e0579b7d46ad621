"""Understanding from the command line."""
