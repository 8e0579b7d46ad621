"""Facts and laws make an assessment; the assessment makes the fuse box."""
