"""What IAM policies say about a call: actions, resources, and the condition operators that policies of MPLA use."""

import json
import re
from urllib.parse import unquote


def _matches(pattern: str, text: str, flags: int = 0) -> bool:
    return re.fullmatch("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern), text, flags) is not None


def _list(value) -> list:
    return value if isinstance(value, list) else [value]


def _holds(operator: str, key: str, expected: list[str], context: dict[str, list[str]]) -> bool:
    quantifier, _, name = operator.rpartition(":")
    actual = context.get(key)
    if name == "Null":
        return (actual is None) == (expected == ["true"])
    if actual is None:
        return name.endswith("IfExists") or quantifier == "ForAllValues"
    base = name.removesuffix("IfExists")
    if base not in ("Bool", "StringEquals", "StringLike"):
        raise ValueError(f"emulator: the condition operator {operator} is not evaluated")
    fits = [any(_matches(e, a) if base == "StringLike" else e == a for e in expected) for a in actual]
    return all(fits) if quantifier == "ForAllValues" else any(fits)


def _applies(statement: dict, action: str, resource: str, context: dict[str, list[str]]) -> bool:
    return (
        any(_matches(each, action, re.IGNORECASE) for each in _list(statement["Action"]))
        and any(_matches(each, resource) for each in _list(statement.get("Resource", "*")))
        and all(
            _holds(operator, key, _list(expected), context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, expected in keys.items()
        )
    )


def allows(documents: list[str], action: str, resource: str, context: dict[str, list[str]]) -> bool:
    """Allowed by a statement and denied by none."""
    statements = [s for d in documents for s in _list(json.loads(unquote(d) if d.startswith("%") else d)["Statement"])]
    effects = {s["Effect"] for s in statements if _applies(s, action, resource, context)}
    return effects == {"Allow"}
