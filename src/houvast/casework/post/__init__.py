"""What leaves this house for somebody: e-mail, SMS and letters that only say that there is news.

Takes   a receiver (resident or professional), the kind of news, and a few figures that betray nothing.
Gives   one row per message, written in the same transaction as what caused it, and sent by the worker until
        it arrived. A message that was accepted just before a crash goes out again under the same Message-ID.
Knows   nothing of help requests: whoever has news tells it here, through `api.py`.
"""
