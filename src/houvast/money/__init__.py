"""The emergency buffer: money at once for who cannot wait, never to be paid back.

Takes   a mandate per person, a budget per team and year, and what a professional grants to a resident.
Gives   grants with an explanation, a payment file that a second person released, and counts without a person.
Knows   nothing of help requests, of laws, or of who may see whose question.
"""
