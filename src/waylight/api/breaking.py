"""What in a newer OpenAPI document breaks a program written for an older one.

A program relies on operations, on what it may send, and on what it is answered. So it breaks if an operation or a
field of an answer goes, if something has to be sent that did not, or if what was taken is taken no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
NARROWER_IF_LESS = ("maximum", "maxLength", "maxItems", "exclusiveMaximum")
NARROWER_IF_MORE = ("minimum", "minLength", "minItems", "exclusiveMinimum")


def breaks(older: Schema, newer: Schema) -> list[str]:
    """Every break, as a sentence; none if programs for ``older`` go on working."""
    return [said for one in _Compared(older, newer).operations() for said in one]


class _Compared:
    """Two documents, compared operation by operation."""

    def __init__(self, older: Schema, newer: Schema) -> None:
        self.older, self.newer = older, newer

    def operations(self) -> Iterator[Iterator[str]]:
        for path, methods in self.older["paths"].items():
            for method in (method for method in METHODS if method in methods):
                now = self.newer["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                yield iter([f"{where} is gone."]) if now is None else self._operation(where, methods[method], now)

    def _operation(self, where: str, was: Schema, now: Schema) -> Iterator[str]:
        if was["operationId"] != now["operationId"]:
            yield f"{where} is called {now['operationId']} and was {was['operationId']}."
        if now.get("x-scope") != was.get("x-scope"):
            yield f"{where} needs the scope {now.get('x-scope')} and needed {was.get('x-scope')}."
        yield from self._parameters(where, was, now)
        yield from self._body(where, was, now)
        yield from self._answers(where, was, now)

    def _parameters(self, where: str, was: Schema, now: Schema) -> Iterator[str]:
        before, after = ({(p["in"], p["name"]): p for p in one.get("parameters", [])} for one in (was, now))
        for key in before.keys() - after.keys():
            yield f"{where}: the parameter {key[1]} is gone."
        for key, one in after.items():
            if one.get("required") and not before.get(key, {}).get("required"):
                yield f"{where}: the parameter {key[1]} has to be given."
            if key in before:
                yield from self._sent(f"{where}: {key[1]}", before[key]["schema"], one["schema"])

    def _body(self, where: str, was: Schema, now: Schema) -> Iterator[str]:
        before, after = was.get("requestBody"), now.get("requestBody")
        if after and not before and after.get("required"):
            yield f"{where} has to be sent a body."
        if before and not after:
            yield f"{where} takes no body any more."
        if before and after:
            for kind, one in before["content"].items():
                if kind not in after["content"]:
                    yield f"{where} takes no {kind} any more."
                else:
                    yield from self._sent(
                        f"{where}: the body", one.get("schema", {}), after["content"][kind].get("schema", {})
                    )

    def _answers(self, where: str, was: Schema, now: Schema) -> Iterator[str]:
        for status, before in was["responses"].items():
            after = now["responses"].get(status)
            if after is None:
                yield f"{where} does not answer {status} any more."
                continue
            for kind, one in before.get("content", {}).items():
                if kind not in after.get("content", {}):
                    yield f"{where}: the answer {status} is no {kind} any more."
                else:
                    yield from self._told(
                        f"{where}: the answer", one.get("schema", {}), after["content"][kind].get("schema", {})
                    )

    def _sent(self, where: str, was: Schema, now: Schema) -> Iterator[str]:
        """What a program sends: nothing more may be asked for, and nothing be refused that was taken."""
        before, after = _resolved(was, self.older), _resolved(now, self.newer)
        yield from _taken_no_more(where, before, after)
        fields, there = before.get("properties", {}), after.get("properties", {})
        for name in sorted(set(after.get("required", [])) - set(before.get("required", []))):
            yield f"{where}: {name} has to be given."
        for name, one in fields.items():
            if name not in there:
                yield f"{where}: {name} is taken no more."
            else:
                yield from self._sent(f"{where}, {name}", one, there[name])
        if "items" in before and "items" in after:
            yield from self._sent(f"{where}, each", before["items"], after["items"])

    def _told(self, where: str, was: Schema, now: Schema, inside: tuple[str, ...] = ()) -> Iterator[str]:
        """What a program is told: every field stays, always there where it was, and of no new type."""
        if (name := was.get("$ref", "")) and name in inside:
            return
        inside = (*inside, name) if name else inside
        before, after = _resolved(was, self.older), _resolved(now, self.newer)
        if more := sorted(_types(after) - _types(before)):
            yield f"{where} can be {' or '.join(more)} now."
        there = after.get("properties", {})
        for field, one in before.get("properties", {}).items():
            if field not in there:
                yield f"{where}: {field} is gone."
            elif field in before.get("required", []) and field not in after.get("required", []):
                yield f"{where}: {field} can be missing now."
            else:
                yield from self._told(f"{where}, {field}", one, there[field], inside)
        for key in ("items", "additionalProperties"):
            if isinstance(before.get(key), dict) and isinstance(after.get(key), dict):
                yield from self._told(f"{where}, each", before[key], after[key], inside)


def _resolved(schema: Schema, document: Schema) -> Schema:
    """What a schema says, where a reference leads; of *it or null*, what it is if it is there, with both types."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        each = [_resolved(one, document) for one in schema["anyOf"]]
        there = next((one for one in each if one.get("type") != "null"), {})
        return {**there, "type": sorted(set[str]().union(*map(_types, each)))}
    return schema


def _types(schema: Schema) -> set[str]:
    said = schema.get("type", [])
    return {said} if isinstance(said, str) else set(said)


def _taken_no_more(where: str, was: Schema, now: Schema) -> Iterator[str]:
    if _types(now) and (less := sorted((_types(was) or {"anything"}) - _types(now) - {"integer"})):
        yield f"{where} cannot be {' or '.join(less)} any more."
    if "enum" in now and (gone := [one for one in was.get("enum", ["anything"]) if one not in now["enum"]]):
        yield f"{where} cannot be {gone[0]} any more."
    for name in NARROWER_IF_LESS:
        if name in now and now[name] < was.get(name, float("inf")):
            yield f"{where}: {name} is {now[name]} now."
    for name in NARROWER_IF_MORE:
        if name in now and now[name] > was.get(name, float("-inf")) and (now[name] or name in was):
            yield f"{where}: {name} is {now[name]} now."
    if now.get("pattern") not in (None, was.get("pattern")):
        yield f"{where} has to look like {now['pattern']} now."
