"""What must stay true of this room."""
