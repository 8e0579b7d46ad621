"""Residents, professionals, organisations, teams and duos, and how each of them signs in.

Takes   an e-mail address with a second factor, an identity from an OpenID Connect provider, or a resident's
        code.
Gives   `request.actor`: who is asking, in which role; and the rows that other rooms point at.
Knows   nothing of what anybody needs, owes or said: a resident's row holds no name. That is the vault's.
"""
