"""Holds the bodies of requests against the types of OpenAI's own Python library.

    request-types.py FOLDER

FOLDER has what `DESKWRIGHT_KEEP_REQUESTS` keeps: `responses-*.json` and `chat-*.json`. Every member of
every body has to be one that the library knows, of the type that it says, and nothing required may be
missing; what differs from that on purpose stands in DEVIATIONS. Exits with 1 when a body differs
otherwise, when a deviation does not occur any more, and when a way of asking in WAYS was not used.
"""

import collections
import glob
import importlib
import json
import os
import sys
import types
import typing

import openai
import typing_extensions

# What differs from the library's types on purpose, by the type, the member and what is wrong; and why.
DEVIATIONS = {
    ("ResponseComputerToolCallOutputScreenshotParam", "detail", "unknown"):
        "the computer-use guide sends it, and without it screens are made smaller",
    ("ResponseComputerToolCallParam", "future", "unknown"):
        "a test's service sends a member that nobody knows: the model's items go back as they came",
    ("ResponseComputerToolCallParam", "id", "missing"):
        "a test's service leaves it out: the model's items go back as they came",
    ("ResponseComputerToolCallParam", "pending_safety_checks", "missing"):
        "the service leaves it out where there are none: the model's items go back as they came",
    ("ChatCompletionFunctionToolParam", "type", "'computer_use_preview'"):
        "--tool computer_use_preview in chat, for gateways that take it",
    ("ChatCompletionMessageFunctionToolCallParam", "type", "'computer_use_preview'"):
        "a call of that tool goes back as it came",
}


def tools(body):
    return {tool["type"] for tool in body.get("tools", [])}


def items(body, kind):
    entries = body.get("input", [])
    return [i for i in entries if i.get("type") == kind] if isinstance(entries, list) else []


def effort(body):
    return body.get("reasoning_effort") or body.get("reasoning", {}).get("effort")


# The ways in which a model is asked; each has to be among the requests.
WAYS = {
    "responses": {
        "computer": lambda b: "computer" in tools(b),
        "computer_use_preview": lambda b: "computer_use_preview" in tools(b),
        "begun, and kept by the service": lambda b: b["store"] and "previous_response_id" not in b,
        "chained": lambda b: "previous_response_id" in b,
        "all of it sent, because the service lost it":
            lambda b: b["store"] and "previous_response_id" not in b and items(b, "computer_call"),
        "stateless": lambda b: b["store"] is False and tools(b),
        "encrypted thoughts sent back": lambda b: items(b, "reasoning"),
        "made shorter by the service": lambda b: "context_management" in b,
        "safety checks acknowledged": lambda b: any(
            i.get("acknowledged_safety_checks") for i in items(b, "computer_call_output")),
        "a call of what was not offered answered": lambda b: items(b, "function_call_output"),
        "a closing word": lambda b: b.get("tool_choice") == "none",
        "a bounded reply": lambda b: "max_output_tokens" in b,
        "streamed": lambda b: b.get("stream"),
        "a goal sorted": lambda b: not tools(b),
        "a secret referred to": lambda b: "${{ secrets." in json.dumps(b),
    },
    "chat": {
        "functions": lambda b: "function" in tools(b),
        "computer_use_preview": lambda b: "computer_use_preview" in tools(b),
        "the beginning": lambda b: len(b["messages"]) == 2,
        "calls answered": lambda b: any(m["role"] == "tool" for m in b["messages"]),
        "a closing word": lambda b: b.get("tool_choice") == "none",
        "a bounded reply": lambda b: "max_completion_tokens" in b,
        "streamed": lambda b: b.get("stream"),
        "a goal sorted": lambda b: not tools(b),
    },
}


EFFORTS = [f"effort {word}" for word in "none minimal low medium high xhigh max".split()]


def target(api, body):
    """The library's type of a body."""
    way = "Streaming" if body.get("stream") else "NonStreaming"
    place, name = {
        "responses": ("openai.types.responses.response_create_params", "ResponseCreateParams"),
        "chat": ("openai.types.chat.completion_create_params", "CompletionCreateParams"),
    }[api]
    return getattr(importlib.import_module(place), name + way)


class Difference(typing.NamedTuple):
    """What is wrong with a member: of which type it is, and where it stands."""

    owner: str
    member: str
    fault: str
    path: str


class Place(typing.NamedTuple):
    """The member that is looked at."""

    owner: str
    member: str
    path: str

    def wrong(self, fault):
        return [Difference(self.owner, self.member, fault, self.path)]

    def item(self, index):
        return self._replace(path=f"{self.path}[{index}]")


def bare(kind):
    """A type without its qualifiers, and whether they say that it is required."""
    required = None
    while True:
        origin = typing_extensions.get_origin(kind)
        if isinstance(kind, typing_extensions.TypeAliasType):
            kind = kind.__value__
        elif origin is typing_extensions.Required:
            kind, required = typing_extensions.get_args(kind)[0], True
        elif origin is typing_extensions.NotRequired:
            kind, required = typing_extensions.get_args(kind)[0], False
        elif origin is typing_extensions.Annotated:
            kind = typing_extensions.get_args(kind)[0]
        else:
            return kind, required


known_members = {}


def members(kind):
    """Of a typed dictionary: each member's type, and whether it has to be there."""
    if kind not in known_members:
        hints = typing_extensions.get_type_hints(kind, include_extras=True)
        total = totality(kind)
        found = {}
        for name, hint in hints.items():
            inner, required = bare(hint)
            found[name] = (inner, total[name] if required is None else required)
        known_members[kind] = found
    return known_members[kind]


def totality(kind):
    """Whether each member has to be there if it does not say so itself, by where it was declared."""
    total = {}
    for base in getattr(kind, "__orig_bases__", ()):
        if typing_extensions.is_typeddict(base):
            total |= totality(base)
    return {name: kind.__total__ for name in kind.__annotations__} | total


def alternatives(kind):
    kind, _ = bare(kind)
    if typing_extensions.get_origin(kind) in (typing.Union, types.UnionType):
        return [a for part in typing_extensions.get_args(kind) for a in alternatives(part)]
    return [kind]


def words(kind, member):
    """The values that a member may have, where it may have only some; else nothing."""
    hint = members(kind).get(member, (None, False))[0]
    choices = [typing_extensions.get_args(a) for a in alternatives(hint)
               if typing_extensions.get_origin(a) is typing_extensions.Literal]
    return {word for choice in choices for word in choice}


def differences(value, kind, place):
    choices = alternatives(kind)
    if isinstance(value, dict):
        choices = meant(value, choices, place)
        if isinstance(choices[0], Difference):
            return choices
    if isinstance(value, list):
        choices = [c for c in choices if is_list(c)] or choices
    found = [one_difference(value, choice, place) for choice in choices]
    return min(found, key=len) if all(found) else []


def meant(value, choices, place):
    """The alternatives that an object can be, by its `type` and `role`; or why it is none."""
    objects = [c for c in choices if typing_extensions.is_typeddict(c)] or choices
    for tag in ("type", "role"):
        word = value.get(tag)
        if word is None or not all(typing_extensions.is_typeddict(c) for c in objects):
            continue
        named = [c for c in objects if word in words(c, tag)]
        rest = [c for c in objects if not words(c, tag)]
        if not named and not rest:
            fault = Place(objects[0].__name__, tag, f"{place.path}.{tag}").wrong(repr(word))
            return fault
        objects = named or rest
    return objects


def one_difference(value, kind, place):
    kind, _ = bare(kind)
    origin, parts = typing_extensions.get_origin(kind), typing_extensions.get_args(kind)
    if typing_extensions.is_typeddict(kind):
        return object_differences(value, kind, place)
    if origin is typing_extensions.Literal:
        fits = any(type(value) is type(word) and value == word for word in parts)
        return [] if fits else place.wrong(brief(value))
    if origin is dict:
        if not isinstance(value, dict):
            return place.wrong(brief(value))
        return [d for key, inner in value.items()
                for d in differences(inner, parts[1], place._replace(path=f"{place.path}.{key}"))]
    if is_list(kind):
        if not isinstance(value, list):
            return place.wrong(brief(value))
        return [d for index, inner in enumerate(value)
                for d in differences(inner, parts[0], place.item(index))]
    return plain_differences(value, kind, place)


def is_list(kind):
    name = getattr(typing_extensions.get_origin(kind) or kind, "__name__", "")
    return name in ("list", "Iterable", "Sequence", "SequenceNotStr")


def plain_differences(value, kind, place):
    if kind in (object, typing.Any):
        return []
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    fits = {
        type(None): value is None,
        str: isinstance(value, str),
        bool: isinstance(value, bool),
        int: is_number and float(value).is_integer(),
        float: is_number,
    }.get(kind)
    if fits is None:
        sys.exit(f"error: {place.path}: this script does not know the type {kind}")
    return [] if fits else place.wrong(brief(value))


def object_differences(value, kind, place):
    if not isinstance(value, dict):
        return place.wrong(brief(value))
    known, found = members(kind), []
    for member, inner in value.items():
        inside = Place(kind.__name__, member, f"{place.path}.{member}" if place.path else member)
        if member in known:
            found += differences(inner, known[member][0], inside)
        else:
            found += inside.wrong("unknown")
    for member, (_, required) in known.items():
        if required and member not in value:
            found += Place(kind.__name__, member, f"{place.path}.{member}").wrong("missing")
    return found


def brief(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def read(folder):
    """The bodies in a folder, each with its file's name and its API."""
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        name = os.path.basename(path)
        with open(path, encoding="utf-8") as file:
            yield name, name.split("-")[0], json.load(file)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    seen, faults = collections.Counter(), []
    ways, counts = collections.Counter(), collections.Counter()
    for name, api, body in read(sys.argv[1]):
        counts[api] += 1
        ways[api, f"effort {effort(body) or 'not said'}"] += 1
        ways.update((api, way) for way, is_it in WAYS[api].items() if is_it(body))
        for difference in differences(body, target(api, body), Place("", "", "")):
            kind = difference[:3]
            seen[kind] += 1
            if kind not in DEVIATIONS:
                faults.append(f"{name}: {difference.path}: {difference.fault} ({difference.owner})")
    faults += [f"no request any more: {owner}.{member} {fault}; take it off the list"
               for owner, member, fault in DEVIATIONS if not seen[owner, member, fault]]
    faults += [f"no request of {api}: {way}"
               for api in WAYS for way in [*WAYS[api], *EFFORTS] if not ways[api, way]]
    for (api, way), count in sorted(ways.items()):
        print(f"{count:6} {api}: {way}")
    for kind, why in DEVIATIONS.items():
        print(f"{seen[kind]:6} known: {kind[0]}.{kind[1]} {kind[2]}: {why}")
    for fault in faults[:40]:
        print(f"error: {fault}", file=sys.stderr)
    total = " and ".join(f"{count} of {api}" for api, count in sorted(counts.items())) or "none"
    print(f"{total}, each once, against openai {openai.__version__}: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
