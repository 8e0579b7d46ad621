"""Appointments and walk-in: a moment with one of one's own two people, and never two at the same moment.

Takes   a help request with its duo; the hours that professionals and places have.
Gives   free moments, appointments that can be moved without a reason, a waiting list, calendars.
Knows   nothing of how a message travels (`telling.py` hands it on) and nothing of laws.
"""
