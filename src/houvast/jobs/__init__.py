"""What runs by the clock.

Takes   a table of jobs (`table.py`), each a call of another room's api, and the clock.
Gives   each job at its time, once, however many workers there are and whichever of them is killed.
Knows   nothing of what a job does.
"""
