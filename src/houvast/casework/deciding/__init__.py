"""What goes against somebody, decided by two people; and what threatens somebody on a day."""
