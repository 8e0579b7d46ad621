"""Yes and no in generated code, without branches: `True` and `False` are folded away when the code is made.

Takes   code of conditions.
Gives   code of their conjunction, disjunction and opposite.
Knows   nothing of numbers.
"""

from houvast.law.kernel.whole import Body


def both(body: Body, left: str, right: str) -> str:
    """left and right."""
    if "False" in (left, right):
        return "False"
    if left == "True" or left == right:
        return right
    return left if right == "True" else body.name(f"{left} & {right}")


def either(body: Body, left: str, right: str) -> str:
    """left or right."""
    if "True" in (left, right):
        return "True"
    if left == "False" or left == right:
        return right
    return left if right == "False" else body.name(f"{left} | {right}")


def opposite(body: Body, part: str) -> str:
    """not part."""
    if part in ("True", "False"):
        return "False" if part == "True" else "True"
    return body.name(f"not {part}")


def chosen(body: Body, condition: str, then: str, otherwise: str) -> str:
    """then if condition else otherwise, for yes and no."""
    return either(body, both(body, condition, then), both(body, opposite(body, condition), otherwise))
