"""Words that a reader could meet and that are not marked as something to be said in her language.

In templates that is every text and every attribute that is read out. In code it is every string that reads like words:
two words in a row, or one that begins like a sentence. A line that ends with ``# not for readers`` is left alone, and a
whole module where that stands on a line of its own; so are messages to a log, and strings that stand as patterns,
statements for a store, or rows of words.
"""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from django.template.base import Lexer, TokenType

from translating.marked import CODE, KEYWORDS, TEMPLATES, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LEFT_ALONE = "# not for readers"
READS_LIKE_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}|^[A-Z][a-z]+[.?!…]?$|^ ?[a-z]+[.?!…]$")
PATTERN = re.compile(
    r"^[A-Z][a-z]+(-[A-Z][a-z]+)+$|\\[bdswWZAx.]|\(\?|\[\^|^https?:"
    r"|\|\w|^(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|SET|LOCK) "
)
CALLS = {*KEYWORDS, "count_of", "compile", "execute", "import_module", "getLogger", "columns", "only", "index"}
LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
# Names of things, the same in every language; and what shows how something is written.
NAMES = re.compile(
    r"\b(Waylight|CSV|SVG|PDF|JSON|HTML|ZIP|ICS|iCal|CalDAV|URL|vCard|Atom|Markdown|Word|Typst|PowerPoint|API|UTC"
    r"|Ctrl|Ctrl K|MITI 4|ICF|PCC|GDPR|WebVTT|SRT|Outlook|Google|Zoom|Teams|Otter"
    r"|https?|example|org|com|mailto|en|kB|MB|GB)\b"
)
READ_OUT = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label", "summary"}
SILENT = {"script", "style", "code", "kbd"}
GIVEN = re.compile(r"\|(?:default|default_if_none|yesno|pluralize|add|join):\"([^\"]*)\"|\bwith\b.*?=\"([^\"]*)\"")
VALUE, TAG = "\x01", "\x02"


class Unmarked(NamedTuple):
    """Words that are not marked, and where they stand."""

    path: Path
    line: int
    words: str


# What readers meet on pages, in mails and papers; commands, the API and logs are in English.
ROOMS = tuple(CODE / room for room in ("access", "intake", "lenses", "pages", "record"))
FOR_COMMANDS = tuple(
    CODE / path for path in ("intake/log", "intake/keyfile.py", "intake/pseudonymise.py", "lenses/influence/log")
)


def for_readers() -> Iterator[Unmarked]:
    """All words that are not marked in what readers meet."""
    return (one for one in unmarked(ROOMS) if not any(one.path.is_relative_to(path) for path in FOR_COMMANDS))


def unmarked(of: Iterable[Path]) -> Iterator[Unmarked]:
    """All words that are not marked in some files and in those of some folders."""
    for path in sources(of):
        yield from _in_template(path) if path.suffix in TEMPLATES else _in_code(path)


def _in_code(path: Path) -> Iterator[Unmarked]:
    text = path.read_text()
    lines, tree = text.splitlines(), ast.parse(text)
    if LEFT_ALONE in lines:
        return
    for node in _strings(tree):
        left_alone = any(LEFT_ALONE in lines[number - 1] for number in (node.lineno, node.end_lineno or 1))
        words = READS_LIKE_WORDS.search(NAMES.sub("", node.value)) and not PATTERN.search(node.value)
        if words and not left_alone:
            yield Unmarked(path, node.lineno, node.value)


def _strings(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings below a node that may be said; not docstrings, types, or what is marked already."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns") or (isinstance(node, ast.Subscript) and name == "slice"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST) and not _is_silent(one):
                yield from _strings(one)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):  # a docstring
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):  # public names of a module
        return ast.unparse(node.targets[0]) == "__all__"
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    of_words = name in ("split", "splitlines") and isinstance(getattr(node.func, "value", None), ast.Constant)
    of_log = name in LOGS and isinstance(node.func, ast.Attribute) and "log" in ast.unparse(node.func.value)
    return name in CALLS or of_words or of_log or name in ("cast", "TypeVar", "NewType")


def _in_template(path: Path) -> Iterator[Unmarked]:
    visible, inside = "", False
    for token in Lexer(path.read_text()).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = name in ("blocktrans", "blocktranslate", "comment") or (inside and not name.startswith("end"))
            visible += TAG
        elif token.token_type == TokenType.VAR:
            visible += VALUE
        elif token.token_type == TokenType.TEXT:
            visible += "\n" * token.contents.count("\n") if inside else token.contents
        if token.token_type in (TokenType.BLOCK, TokenType.VAR) and not inside:
            for given in GIVEN.findall(token.contents):
                if words := _words("".join(given)):
                    yield Unmarked(path, token.lineno, words)
    reader = _Reader()
    reader.feed(visible if path.suffix != ".txt" else visible.replace("<", "‹"))
    reader.close()
    for line, found in reader.found:
        if words := _words(found):
            yield Unmarked(path, line, words)


def _words(text: str) -> str:
    plain = " ".join(text.replace(VALUE, " … ").replace(TAG, " ").split())
    return plain if re.search(r"[^\W\d_]{2,}", NAMES.sub("", plain)) else ""


class _Reader(HTMLParser):
    """Gathers what is read on a page: texts, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        named = {name.strip(TAG + VALUE): value or "" for name, value in attrs}
        described = tag == "meta" and named.get("name") == "description"
        button = tag == "input" and named.get("type") in ("submit", "button")
        for name, value in named.items():
            if name in READ_OUT or (described and name == "content") or (button and name == "value"):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append((self.getpos()[0], data))
