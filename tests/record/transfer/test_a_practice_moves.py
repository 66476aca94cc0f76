"""A practice can be taken elsewhere whole: in one file that any program reads, equal row by row where it arrives."""

from __future__ import annotations

import contextlib
import json
import re
import stat
import zipfile
from uuid import uuid4

import jsonschema
import psycopg
import pytest

from tests.servers import POSTGRES_BIN, postgres
from tests.stores import Store
from waylight.access import keyring
from waylight.record.people import Practice
from waylight.record.transfer.reading import NotReadable, read_practice
from waylight.record.transfer.tables import LEFT_OUT, name_of, rows_of, tables
from waylight.record.transfer.writing import write_practice

DATA = "rows/"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation with the sample in it."""
    store = Store.made(tmp_path_factory.mktemp("home"))
    done = store.command("sample")
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture(scope="module")
def written(home, tmp_path_factory):
    """The sample's practice as a file."""
    path = tmp_path_factory.mktemp("file") / "practice.zip"
    done = home.command("practice", "export", ".", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def elsewhere(tmp_path, request):
    """Another installation, which has a practice of its own already; on PostgreSQL if a test asks for that."""
    with contextlib.ExitStack() as stack:
        more = {}
        if getattr(request, "param", "sqlite") == "postgres":
            if not POSTGRES_BIN:
                pytest.skip("no PostgreSQL; on Debian: apt-get install postgresql")
            url = stack.enter_context(postgres())
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE elsewhere")
            more["DATABASE_URL"] = f"{url.rpartition('/')[0]}/elsewhere"
        store = Store.made(tmp_path / "elsewhere", **more)
        store.command("coach", "ada@brook.example", "--name", "Ada Brook")
        yield store


def lines(path):
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith(DATA) or name == "users.jsonl"]
        return {name: archive.read(name).decode().splitlines() for name in parts}


def changed(path, to, part, change):
    """The same file with the lines of one part changed."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            body = before.read(name).decode()
            after.writestr(name, "\n".join(change(body.splitlines())) + "\n" if name == part else body)
    return to


@pytest.mark.parametrize("elsewhere", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_what_arrives_is_equal_row_by_row_and_its_words_open(written, elsewhere, home, tmp_path):
    done = elsewhere.command("practice", "import", str(written))
    assert done.returncode == 0, done.stderr
    assert "is practice 2 here, with 2 engagements" in done.stdout
    again = tmp_path / "again.zip"
    assert elsewhere.command("practice", "export", "2", str(again)).returncode == 0
    before, after = lines(written), lines(again)
    assert sum(map(len, before.values())) > 4_000
    assert before == after
    brief = [store.command("brief", "Ines Calder").stdout for store in (home, elsewhere)]
    assert "Ines" in brief[0]
    assert brief[0] == brief[1]
    assert elsewhere.command("keys", "check").returncode == 0
    assert elsewhere.command("audit", "verify").returncode == 0


def test_a_second_time_changes_nothing(written, home, tmp_path):
    done = home.command("practice", "import", str(written))
    assert done.returncode == 2
    assert done.stderr == "practice.zip: this practice is here already; nothing was changed.\n"
    assert home.command("practice", "export", ".", str(tmp_path / "same.zip")).returncode == 0
    assert lines(tmp_path / "same.zip") == lines(written)


def test_every_line_is_as_the_schema_says(written):
    with zipfile.ZipFile(written) as archive:
        schema = json.loads(archive.read("schema.json"))
        for model in tables():
            check = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name_of(model)}", **schema})
            for line in archive.read(f"rows/{name_of(model)}.jsonl").splitlines()[:50]:
                check.validate(json.loads(line))


def test_it_is_readable_by_people_and_holds_no_password(written):
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with zipfile.ZipFile(written) as archive:
        assert "Ines Calder" in archive.read("readable/index.html").decode()
        page = archive.read("readable/engagement-1.html").decode()
        assert "<h2>Reflections</h2>" in page
        assert "listening" in page.lower()
        users = [json.loads(line) for line in archive.read("users.jsonl").splitlines()]
        assert all(set(user) == {"email", "name", "language"} for user in users)
        assert archive.read("audit.jsonl")


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("rows/meeting.jsonl", lambda rows: [rows[0], "{", *rows[2:]], "rows/meeting.jsonl:2: it is no JSON"),
        ("rows/meeting.jsonl", lambda rows: rows[:-1], "rows/meeting.jsonl has"),
        (
            "rows/meeting.jsonl",
            lambda rows: [rows[0].replace('"minutes":', '"hours":'), *rows[1:]],
            "rows/meeting.jsonl:1: it has “hours”, which this Waylight does not know",
        ),
        (
            "rows/meeting.jsonl",
            lambda rows: [json.dumps({**json.loads(rows[0]), "engagement": 99}), *rows[1:]],
            "rows/meeting.jsonl:1: “engagement”: there is no line 99 in engagement.jsonl",
        ),
        (
            "rows/meeting.jsonl",
            lambda rows: [json.dumps({**json.loads(rows[0]), "at": "soon"}), *rows[1:]],
            "rows/meeting.jsonl:1: “at”:",
        ),
        (
            "rows/engagement.jsonl",
            lambda rows: [json.dumps({**json.loads(row), "key": str(uuid4())}) for row in rows],
            "rows/engagement.jsonl:1: “key”: its key is not in key.jsonl",
        ),
        ("manifest.json", lambda rows: ["{}"], "manifest.json is missing or damaged"),
        ("manifest.json", lambda rows: [row.replace('"form": 1', '"form": 9') for row in rows], "it is of form 9"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_read_is_said_by_part_and_line_and_nothing_comes_in(written, tmp_path, part, change, said):
    wrong = changed(written, tmp_path / "wrong.zip", part, change)
    with pytest.raises(NotReadable, match=re.escape(said)):
        read_practice(wrong)
    assert not Practice.objects.exists()
    brought = [json.loads(line)["id"] for line in lines(written)["rows/key.jsonl"]]
    assert brought
    assert not [key for key in brought if (keyring.folder() / key).exists()]


def test_what_is_no_file_of_a_practice_is_said(home, tmp_path):
    (tmp_path / "text.zip").write_text("hello")
    done = home.command("practice", "import", str(tmp_path / "text.zip"))
    assert (done.returncode, done.stderr) == (2, "text.zip: this is no ZIP archive, or only a part of one.\n")
    done = home.command("practice", "import", str(tmp_path / "none.zip"))
    assert "it could not be opened: No such file or directory" in done.stderr


def test_a_file_that_is_there_is_not_written_over_and_a_wrong_name_lists_those_there_are(written, home):
    done = home.command("practice", "export", ".", str(written))
    assert (done.returncode, "is there already; nothing was written" in done.stderr) == (2, True)
    done = home.command("practice", "export", "Nowhere", "/tmp/none.zip")
    assert "No one practice is called “Nowhere”. There are: 1 " in done.stderr


@pytest.mark.django_db
def test_every_model_is_moved_or_it_is_said_why_not(engagement):
    for model in tables():
        assert rows_of(engagement.practice, model).count() >= 0
    assert all(LEFT_OUT.values())


@pytest.mark.django_db
def test_another_practice_is_not_in_the_file(engagement, tmp_path):
    other = Practice.objects.create(name="Another practice")
    counts = write_practice(other, tmp_path / "other.zip")
    assert {name: count for name, count in counts.items() if count} == {"practice": 1}
    assert "Another practice" in (zipfile.ZipFile(tmp_path / "other.zip").read("readable/index.html").decode())
