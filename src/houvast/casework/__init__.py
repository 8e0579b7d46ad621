"""The help request, followed like a parcel: a duo, a next step, a promised day.

Takes   a resident's question, and what people do with it; facts from the vault and switches from rights,
to show.
Gives   requests that somebody always holds, a worklist, the page of one request, track and trace, alarms.
Knows   nothing of the conversation that led to a question, of laws, or of how somebody signs in.
"""
