"""Secrets from environment variables: which values each place carries exactly."""

import re

from cases import group, resource

VALUES = [
    "simple",
    "two words",
    "it's",
    'say "x"',
    "$(touch CANARY)",
    "`touch CANARY`",
    "'; touch CANARY; '",
    '"; touch CANARY; "',
    "x&y",
    "a<b>c|d",
    "a^b",
    "-dash",
    "--debug",
    "!#$^-",
    r"a\b",
    r"a\\b",
    "100%",
    "*",
    "~",
    "a,b=c",
    "[x]",
    "{y}",
    "Grüße",
]

ENV = [{"$env": "SECRET_A"}, {"$env": "SECRET_B"}]


def password(kind, *more):
    return {"Type": kind, "Passwords": [ENV[0], *more]}


def user(**parameters):
    required = {"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on"}
    return resource("CreateUser", {**required, **parameters})


# A document, and what a value must not have there, beyond what the shell does not carry.
PLACES = {
    "word": (group(AuthToken=ENV[0]), r"(?!)"),
    "beside JSON": (group(AuthToken=ENV[0], Engine="\t"), r"(?!)"),
    "only item": (user(Passwords=[ENV[0]]), r"\A\["),
    "items": (user(Passwords=ENV), r"\A-"),
    "shorthand": (user(AuthenticationMode=password("password")), r"'|\\\\|\\\Z"),
    "shorthand, two": (
        user(AuthenticationMode=password("password", ENV[1])),
        r"'|\\\\|\\\Z",
    ),
    "within JSON": (user(AuthenticationMode=password("pass\tword")), r'"|\\'),
}

# What a shell itself does not carry.
SHELLS = {"sh": r"(?!)", "cmd": r'["%]', "powershell": r'"'}


def cases(shell):
    """`(name, resource, variables, expected resource)` for each value that a place carries in a shell."""
    for place, (document, never) in PLACES.items():
        for value in VALUES:
            if re.search(never, value) or re.search(SHELLS[shell], value):
                continue
            # An argument of JSON is left open for the value in cmd.exe: it must not be split there.
            if (shell, place) == ("cmd", "within JSON") and " " in value:
                continue
            variables = {"SECRET_A": value, "SECRET_B": value}
            yield f"{value} as {place}", document, variables, filled(document, value)


def filled(document, value):
    """The document with the value instead of the variables."""
    if isinstance(document, dict):
        if "$env" in document:
            return value
        return {key: filled(child, value) for key, child in document.items()}
    if isinstance(document, list):
        return [filled(child, value) for child in document]
    return document
