"""The sparring partner: own words, emergencies first, then only the questions that matter."""
