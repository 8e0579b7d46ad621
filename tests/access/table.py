"""Who gets through which address: one line for every address of the house.

Takes   nothing: it is written down here.
Gives   for every name of an address what each role gets, and who may read something of the one resident.
Knows   nothing of pages. An address without a line fails the test beside this file: decide, then write it.

What is "not there" for somebody answers as if it did not exist, because knowing that it does is a leak too.
An address with a thing in it that this city lacks (an alarm, a grant) is "not there" for all past its door.
"""

from dataclasses import dataclass

IN, SIGN_IN, REFUSED, NOT_THERE = "in", "sign in", "refused", "not there"
ROLES = (
    "stranger",
    "resident",
    "other resident",
    "helper",
    "guest",
    "duo",
    "stand-in",
    "other duo",
    "team lead",
    "other team lead",
    "policy maker",
    "administrator",
)
RESIDENTS = frozenset({"resident", "other resident", "helper"})
COUNSELLORS = frozenset({"guest", "duo", "stand-in", "other duo"})
LEADS = frozenset({"team lead", "other team lead"})
AT_WORK = COUNSELLORS | LEADS | {"policy maker", "administrator"}
HOLDERS = frozenset({"duo", "stand-in", "team lead"})
HER_SIDE = frozenset({"resident", "helper"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """What every role gets, and which roles may read a word, name, number or address of hers there."""

    gets: dict[str, str]
    hers: frozenset[str] = NOBODY


def _line(*some: tuple[frozenset[str], str], rest: str, hers: frozenset[str] = NOBODY) -> Line:
    return Line({role: next((got for who, got in some if role in who), rest) for role in ROLES}, hers)


STRANGER = frozenset({"stranger"})
_AT_THE_DOOR = (STRANGER, SIGN_IN)


def _staff(
    through: frozenset[str], inside: frozenset[str] | None = None, hers: frozenset[str] = NOBODY
) -> Line:
    """`through` pass the door; of these only `inside` find something."""
    found = through if inside is None else inside
    return _line(_AT_THE_DOOR, (found, IN), (through, NOT_THERE), rest=REFUSED, hers=hers)


def _residents(inside: frozenset[str] = RESIDENTS, hers: frozenset[str] = NOBODY) -> Line:
    return _line(_AT_THE_DOOR, (inside, IN), (RESIDENTS, NOT_THERE), rest=REFUSED, hers=hers)


OPEN = _line(rest=IN)
ABSENT = _line(rest=NOT_THERE)
ONE_S_OWN = _residents()
"""One's own: the other resident and the helper see theirs, not hers."""
HER_REQUEST = _residents(HER_SIDE, HER_SIDE)
DESK = _staff(COUNSELLORS | LEADS)
THE_REQUEST = _staff(COUNSELLORS | LEADS, HOLDERS, HOLDERS)
NO_SUCH_THING = _staff(COUNSELLORS | LEADS, NOBODY)
MONEY = _staff(COUNSELLORS | LEADS | {"administrator"})

TABLE: dict[str, Line] = {
    **dict.fromkeys(
        (
            "robots",
            "health",
            "erased",
            "lawbook",
            "lawbook-json",
            "life-events",
            "life-events-json",
            "onderdelen",
            "taal",
            "people:second-factor",
            "people:demo",
            "people:leave",
            "answers:ask",
            "answers:words",
            "conversation:front",
            "conversation:emergency",
            "conversation:away",
            "conversation:leave",
            "conversation:resume",
        ),
        OPEN,
    ),
    # Before anything was told there is nothing to show; and no law, event or contact of this name exists.
    **dict.fromkeys(
        (
            "security",
            "law",
            "life-event",
            "scheme-guide",
            "answers:topic",
            "answers:topic-json",
            "answers:other-words",
            "answers:proposal",
            "casework:appointments:read-feed",
            *(
                f"conversation:{name}"
                for name in (
                    "emergencies",
                    "heard",
                    "onward",
                    "thuis",
                    "kinderen",
                    "anderen",
                    "krijgt-u-al",
                    "reword",
                    "circumstance",
                    "sheet",
                    "pause",
                    "what-if",
                    "answer",
                    "summary",
                    "question",
                    "fuse-box",
                    "life-events",
                    "life-event",
                    "scheme",
                    "keep",
                    "code",
                    "paper",
                )
            ),
        ),
        ABSENT,
    ),
    "conversation:done": _line(rest=SIGN_IN),
    "conversation:sheet-kept": _line(
        _AT_THE_DOOR,
        (frozenset({"resident"}), IN),
        (frozenset({"other resident", "helper"}), NOT_THERE),
        rest=REFUSED,
        hers=frozenset({"resident"}),
    ),
    "conversation:sheet-at-work": THE_REQUEST,
    "answers:at-work": _staff(AT_WORK, NOBODY),
    "proposal": _staff(AT_WORK, NOBODY),
    "take-answer": _staff(COUNSELLORS | LEADS, hers=HOLDERS),
    "answers:unanswered": _staff(frozenset({"policy maker", "administrator"})),
    "casework:behalf:act": ABSENT,  # she has nobody to act for; the helper's own word is in test_behalf
    "casework:behalf:theirs": _line(_AT_THE_DOOR, rest=IN, hers=frozenset({"helper"})),
    "casework:behalf:mine": _residents(frozenset({"resident", "other resident"})),
    "casework:follow": _line(rest=IN, hers=HER_SIDE),
    **dict.fromkeys(("erase", "casework:appointments:feed", "casework:looks", "people:keep"), ONE_S_OWN),
    **dict.fromkeys(("copy", "casework:wishes"), _residents(hers=frozenset({"resident"}))),
    **dict.fromkeys(
        (
            "casework:follow-one",
            "casework:say",
            "casework:appointments:choose",
            "casework:appointments:walk-in",
            "casework:own-plan",
            "casework:own-plan-add",
            "casework:own-plan-object",
        ),
        HER_REQUEST,
    ),
    **dict.fromkeys(
        (
            "casework:appointments:one",
            "casework:appointments:file",
            "casework:appointments:cancel",
            "casework:appointments:wait",
            "casework:appointments:answer",
            "casework:behalf:change",
            "casework:own-plan-tick",
        ),
        _residents(NOBODY),
    ),
    **dict.fromkeys(
        ("casework:appointments:week", "casework:appointments:hours", "casework:appointments:desk-feed"), DESK
    ),
    **dict.fromkeys(("casework:to-post", "casework:team", "casework:team-away"), DESK),
    "casework:team-ceiling": _staff(LEADS),
    "casework:worklist": _staff(COUNSELLORS | LEADS, hers=HOLDERS),
    **dict.fromkeys(
        (
            "casework:request",
            "casework:act",
            "casework:scheme",
            "casework:grant",
            "casework:plan",
            "casework:wishes-for",
            "casework:print-letter",
            "casework:posted",
            "casework:appointments:desk-choose",
            "casework:as-resident",
            "learning:bring",
            "take-answer-for",
            "take-into-plan",
            "take-into-words",
        ),
        THE_REQUEST,
    ),
    # Who may act for her is between her and the duo; a lead changes nothing in it.
    "casework:behalf:desk": _staff(
        COUNSELLORS | LEADS, frozenset({"duo", "stand-in"}), frozenset({"duo", "stand-in"})
    ),
    **dict.fromkeys(
        (
            "casework:appointments:desk-act",
            "casework:behalf:desk-end",
            "casework:plan-act",
            "casework:life-event",
            "casework:team-back",
            "learning:outcome",
        ),
        NO_SUCH_THING,
    ),
    "learning:tables": _staff(AT_WORK),
    "learning:table": _staff(AT_WORK, NOBODY),
    "casework:alarms": _staff(AT_WORK),
    "casework:alarm-load": _staff(LEADS | {"policy maker"}),
    "casework:alarm-answer": _staff(AT_WORK, NOBODY),
    "casework:beside": _staff(AT_WORK, hers=frozenset({"guest"})),
    "casework:beside-one": _staff(AT_WORK, frozenset({"guest"}), frozenset({"guest"})),
    "casework:beside-act": _staff(AT_WORK, NOBODY),
    **dict.fromkeys(
        (
            "money:buffer",
            "money:release",
            "money:make-file",
            "money:hear-bank",
            "money:seen-paid",
            "money:send-back",
            "money:mend",
            "money:instead",
            "money:answer",
        ),
        MONEY,
    ),
    "money:fetch": _staff(COUNSELLORS | LEADS | {"administrator"}, NOBODY),
    "money:manage": _staff(LEADS | {"administrator"}),
    "money:give-budget": _staff(frozenset({"administrator"})),
    "money:give-mandate": _staff(LEADS | {"administrator"}),
}
THEIRS = ("account_", "mfa_", "socialaccount_", "openid_connect_")
"""Pages of allauth, which have tests of their own: here they only betray nothing and do not break."""
