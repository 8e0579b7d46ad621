"""An answer on a scheme, taken into the plan, a message or a letter of one help request.

Takes   an answer that `answers` composed, and a request that `casework` lets somebody see.
Gives   pages for professionals.
Knows   nothing of how either is made.
"""
