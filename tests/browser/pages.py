"""The pages that anybody may open, without a session: each is looked at in every way that these tests know.

A page that needs a session is looked at by its journey, with `looking.faults_of(page)` at each stop.
"""

RESIDENT = [
    "/",
    "/volg/",
    "/gebeurtenissen/",
    "/gebeurtenissen/achttien_worden/",
    "/regelingen/zorgtoeslag/",
    "/antwoord/",
    "/antwoord/bezwaar_maken/",
    "/antwoord/zorgtoeslag/",
    "/verder/",
    "/woorden/",
    "/deze-pagina-is-er-niet/",
]
# Where professionals come in.
STAFF = ["/account/login/"]
# What we compute, for who wants to know: Dutch only, as the laws are.
DUTCH = ["/beleid/regelingen/", "/beleid/regelingen/zorgtoeslag/"]
# The gallery is for who builds pages: all components together, so heavier than a page for a resident may be.
OPEN = [*RESIDENT, *STAFF, "/onderdelen/"]
