"""Facts with source and moment, sealed with a key per resident; what is erased stays erased.

Takes   facts about a household, from whoever told them, and texts that other rooms want sealed.
Gives   them back to who may look, with a row in the ledger for every look.
Knows   nothing of laws, requests or pages.
"""
