"""One file a resident: from own words to somebody who helps, in a real browser."""
