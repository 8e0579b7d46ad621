"""Track and trace: what a resident sees of their own help request, and what they can say."""
