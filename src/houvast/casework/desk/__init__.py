"""What a counsellor works with: the worklist, the page of one request, and the forms on it. Dutch only."""
