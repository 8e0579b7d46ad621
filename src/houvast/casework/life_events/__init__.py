"""Something happens in a resident's life: what it means for their schemes, from the page of their request.

Takes   a request and a life event.
Gives   a panel with the events, and a page with each line beside the switches of this household.
Knows   nothing of the laws; `rights` tells what an event means.
"""
