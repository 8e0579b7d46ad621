"""Words that this room's templates need."""
