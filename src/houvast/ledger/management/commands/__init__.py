"""Where Django looks for commands of its own kind."""
