"""The contract can fail: a family of bad plugins, each of them caught by the promise that it breaks."""

from __future__ import annotations

import importlib
import inspect
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.testing import ExporterContract
from noteport.testing.promises.halves import Halves

Install = Callable[..., Path]

GUEST = """
from dataclasses import dataclass
from typing import Literal
{imports}
from noteport.api import *


class PluginExporter(Exporter):
    name, summary, suffixes = "plugin", "A list of claims.", (".txt",)
    recognises = classmethod(lambda cls, head: head.startswith(b"claims"))
    {attributes}

    def export(self, notes, target):
        with target.open_text() as out:
            out.write("claims\\n")
            {first}
            for note in notes:
                {each}
                out.writelines(f"{{claim.id}} {{claim.text}}\\n" for claim in note.claims())
        {last}
        return target.report({{"notes": len(notes)}})
"""

OPTIONS = """
    @dataclass(frozen=True, kw_only=True)
    class Options(Options):
        """

SAVE = "import pathlib; pathlib.Path.home().joinpath('plugin.log').write_text('done')"
LEAVE = "import tempfile; tempfile.mkstemp()"
BESIDE = "target.path.with_name('index.txt').write_text('done')"
DATABASE = "import sqlite3; sqlite3.connect('cache.db').close()"
QUIET = "try: import urllib.request; urllib.request.urlopen('http://localhost:9/')\n            except OSError: pass"

BAD = {
    # what the plugin does: its source, and the promise
    "has another name": ({"attributes": "name = 'other'"}, "users_find_it_by_its_name"),
    "is of another API": ({"attributes": "api = 2"}, "users_find_it_by_its_name"),
    "has no summary": ({"attributes": "summary = ' '"}, "its_summary_and_extensions_are_valid"),
    "has another description in its package": (
        {"attributes": "summary = 'Something else.'"},
        "its_summary_and_extensions_are_valid",
    ),
    "has a long summary": ({"attributes": "summary = 'very ' * 50"}, "its_summary_and_extensions_are_valid"),
    "has an ending without its dot": (
        {"attributes": "suffixes = ('txt',)"},
        "its_summary_and_extensions_are_valid",
    ),
    "has an option without help": (
        {"attributes": OPTIONS + "deck: str = 'x'"},
        "its_options_have_defaults_help_and_types",
    ),
    "has a default of another type": (
        {"attributes": OPTIONS + "size: int = option('three', help='Size')"},
        "its_options_have_defaults_help_and_types",
    ),
    "imports a library for nothing": ({"imports": "import genanki"}, "importing_it_loads_no_library"),
    "imports what is private": (
        {"imports": "from noteport.model.note import Note"},
        "it_imports_nothing_private_of_noteport",
    ),
    "shows what does not work": ({"attributes": "examples = ('notes -o notes.txt --bulet x',)"}, "its_examples_run"),
    "needs a note": ({"first": "next(iter(notes))"}, "an_empty_vault_gives_a_valid_file_or_a_clear_error"),
    "needs a time": ({"each": "[claim.start.label for claim in note.claims()]"}, "every_awkward_note_exports"),
    "writes what its reader refuses": (
        {"more": "def check_file(self, path): assert b'<script' not in path.read_bytes()"},
        "every_awkward_note_exports",
    ),
    "takes titles for unique": (
        {"first": "seen = set()", "each": "assert note.title not in seen; seen.add(note.title)"},
        "all_awkward_notes_export_together",
    ),
    "reports nothing": ({"last": "return None"}, "all_awkward_notes_export_together"),
    "forgets a choice": (
        {
            "attributes": OPTIONS + "order: Literal['text', 'time'] = option('text', help='Order')",
            "first": "{'text': 1}[self.options.order]",
        },
        "every_option_can_be_given",
    ),
    "forgets standard output": ({"first": "target.path.stem"}, "standard_output_is_text"),
    "cannot have braces in its title": (
        {"attributes": OPTIONS + "title: str = option('', help='Title')",
         "first": "out.write(self.options.title.format(title='x'))"},
        "every_option_can_be_given",
    ),
    "cannot have percent signs in its title": (
        {"attributes": OPTIONS + "title: str = option('', help='Title')",
         "first": "out.write(self.options.title % ())"},
        "every_option_can_be_given",
    ),
    "forgets an option": (
        {"attributes": OPTIONS + "links: bool = option(False, help='Write links')"},
        "every_option_changes_something",
    ),
    "forgets a title": (
        {"attributes": OPTIONS + "title: str = option('', help='Title')"},
        "every_option_changes_something",
    ),
    "forgets a limit": (
        {"attributes": OPTIONS + "limit: int = option(3, help='Limit', minimum=1)"},
        "every_option_changes_something",
    ),
    "writes no claim": (
        {"each": "out.write(note.title); continue"},
        "every_note_is_in_it",
    ),
    "writes headings only": (
        {"each": "out.writelines(str(section.heading) for section in note.sections); continue"},
        "the_claims_of_every_note_are_in_it",
    ),
    "writes timestamps only": (
        {"each": "out.writelines(f'{claim.id}\\n' for claim in note.claims()); continue"},
        "the_claims_of_every_note_are_in_it",
    ),
    "writes numbers of claims": (
        {"each": "out.write(str(len(list(note.claims())))); continue"},
        "every_note_is_in_it",
    ),
    "writes the first note only": (
        {"each": "\n                if note.id != next(notes.refs()).id: continue"},
        "every_note_is_in_it",
    ),
    "keeps all notes": ({"first": "notes = list(notes)"}, "it_holds_one_note_at_a_time"),
    "sorts all notes": (
        {"first": "notes = sorted(notes, key=lambda note: note.title)"},
        "it_holds_one_note_at_a_time",
    ),
    "writes paths of the machine": ({"each": "out.write(str(note.path))"}, "it_tells_nothing_of_the_machine"),
    "writes the place of a claim": (
        {"each": "out.writelines(str(claim.place) for claim in note.claims())"},
        "it_tells_nothing_of_the_machine",
    ),
    "writes the home folder": ({"first": "from pathlib import Path; out.write(str(Path.home()))"},
        "it_tells_nothing_of_the_machine",
    ),
    "writes the user": ({"first": "import getpass; out.write(getpass.getuser())"}, "it_tells_nothing_of_the_machine"),
    "writes the host": ({"first": "import socket; out.write(socket.gethostname())"}, "it_tells_nothing_of_the_machine"),
    "writes where it is written": ({"first": "out.write(str(target.path))"}, "it_tells_nothing_of_the_machine"),
    "writes markup of notes": (
        {"attributes": "suffixes = ('.html',)"},
        "markup_in_notes_stays_text",
    ),
    "writes broken XML": (
        {"attributes": "suffixes = ('.xml',)", "first": "out.write('<claims>')",
         "last": "pass"},
        "markup_in_notes_stays_text",
    ),
    "sleeps when it is imported": ({"imports": "import time; time.sleep(0.3)"}, "importing_it_is_quick"),
    "computes when it is imported": (
        {"imports": "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"},
        "importing_it_is_quick",
    ),
    "ends the process": ({"last": "import os; os._exit(0)"}, "all_awkward_notes_export_together"),
    "fails in a thread": (
        {"last": "import threading; threading.Thread(target=lambda: 1 / 0).start()"},
        "all_awkward_notes_export_together",
    ),
    "counts with words": ({"last": "return target.report({'notes': 'two'})"}, "all_awkward_notes_export_together"),
    "reports a file that is not there": (
        {"last": "return ExportReport(paths=(target.path.with_name('x.txt'),))"},
        "all_awkward_notes_export_together",
    ),
    "reports a problem of an unknown code": (
        {"last": "return target.report(problems=[Problem(code='odd', path=target.path, line=1, message='x')])"},
        "all_awkward_notes_export_together",
    ),
    "prints": ({"last": "print('done')"}, "it_prints_nothing"),
    "is random": ({"first": "import uuid; out.write(str(uuid.uuid4()))"}, "the_same_notes_give_the_same_bytes"),
    "writes a set": (
        {"each": "out.write(str(set(note.title.split()) | {'a', 'b', 'c'}))"},
        "the_same_notes_give_the_same_bytes",
    ),
    "writes the day": (
        {"imports": "from datetime import date", "first": "out.write(str(date.today()))"},
        "the_clock_makes_no_difference",
    ),
    "writes the hour": (
        {"first": "import datetime; out.write(f'{datetime.datetime.now():%H}')"},
        "the_clock_makes_no_difference",
    ),
    "writes the year": (
        {"first": "import time; out.write(time.strftime('%Y'))"},
        "the_clock_makes_no_difference",
    ),
    "zips with the clock": (
        {"last": "import zipfile; a = zipfile.ZipFile(open_b := target.open_binary('b.zip').__enter__(), 'w'); "
                 "a.writestr('a', 'b'); a.close(); open_b.flush()"},
        "the_clock_makes_no_difference",
    ),
    "denies its file": (
        {"attributes": "recognises = classmethod(lambda cls, head: False)"},
        "it_recognises_its_own_file",
    ),
    "takes any text for its own": (
        {"attributes": "recognises = classmethod(lambda cls, head: b'\\0' not in head)"},
        "it_does_not_take_a_file_of_others_for_its_own",
    ),
    "takes any page for its own": (
        {"attributes": "recognises = classmethod(lambda cls, head: head.startswith(b'<!DOCTYPE'))"},
        "it_does_not_take_a_file_of_others_for_its_own",
    ),
    "fails to look at a file": (
        {"attributes": "recognises = classmethod(lambda cls, head: head[9999])"},
        "it_does_not_take_a_file_of_others_for_its_own",
    ),
    "takes any file for its own": (
        {"attributes": "recognises = classmethod(lambda cls, head: True)"},
        "it_does_not_take_a_file_of_others_for_its_own",
    ),
    "counts instead of naming": (
        {
            "first": "number = 0",
            "each": "number += 1; out.write(f'no {number} is {note.id}\\n')",
            "more": """
def ids_in(self, folder, notes):
    lines = (folder / "notes.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line.startswith("no ")}
""",
        },
        "a_claim_keeps_its_id_when_a_note_is_added",
    ),
    "writes at home": ({"last": SAVE}, "nothing_is_written_outside_the_target"),
    "writes beside the target": ({"last": BESIDE}, "nothing_is_written_outside_the_target"),
    "leaves a temporary file": ({"last": LEAVE}, "nothing_is_written_outside_the_target"),
    "keeps a database": ({"last": DATABASE}, "nothing_is_written_outside_the_target"),
    "starts a program": (
        {"last": "import subprocess; subprocess.run(['true'])"},
        "nothing_is_written_outside_the_target",
    ),
    "phones home and tells nobody": ({"first": QUIET}, "it_uses_no_network"),
    "goes on when reading fails": (
        {"each": "pass", "first": "notes = Careless(notes)", "imports": """
class Careless:
    def __init__(self, notes): self.notes = notes
    def __len__(self): return len(self.notes)
    def __iter__(self):
        try: yield from self.notes
        except BaseException: pass
"""},
        "a_failure_leaves_what_was_there",
    ),
    "writes where the target stands": (
        {"first": "target.path and target.path.write_text('half')"},
        "a_failure_leaves_what_was_there",
    ),
    "takes its own failure for the notes'": (
        {"imports": """
class Careful:
    def __init__(self, notes): self.notes = notes
    def __len__(self): return len(self.notes)
    def __iter__(self):
        try: yield from self.notes
        except BaseException: raise LookupError('no more notes')
""", "first": "notes = Careful(notes)"},
        "a_failure_leaves_what_was_there",
    ),
}  # fmt: skip

HALVES = """
from dataclasses import dataclass
from pathlib import Path

from noteport.api import *

{imports}


class PluginExporter(Exporter):
    name, summary, suffixes = "plugin", "A list of claims.", (".txt",)
    recognises = classmethod(lambda cls, head: head.startswith(b"claims"))
    {attributes}

    def prepare(self, notes):
        {prepare}

    def render(self, note, context):
        {render}
        return "".join(f"{{claim.id}} {{claim.text}}\\n" for claim in note.claims()).encode()

    def assemble(self, fragments, target):
        with target.open_binary() as out:
            out.write(b"claims\\n")
            for fragment in fragments:
                out.write(fragment.data)
            {last}
        return target.report()
"""

BAD_HALVES = {
    # the same for exporters with render and assemble
    "lists the words of all notes": (
        {"attributes": "counts = lambda self: words_of", "render": "return str(sorted(context.words)).encode()"},
        "the_order_of_rendering_makes_no_difference",
    ),
    "numbers what it renders": (
        {"attributes": "count = 0", "render": "self.count += 1; return str(self.count).encode()"},
        "the_order_of_rendering_makes_no_difference",
    ),
    "renders each note with those before": (
        {"imports": "SEEN = []", "render": "SEEN.append(note.title); return str(SEEN).encode()"},
        "the_order_of_rendering_makes_no_difference",
    ),
    "adds a tag to the note": (
        {"render": "note.front_matter.get('tags', []).append('noteport')"},
        "rendering_leaves_the_note_as_it_is",
    ),
    "keeps fragments of its own": (
        {
            "imports": "MADE = {}",
            "render": "return MADE.setdefault(note.id, str([claim.text for claim in note.claims()]).encode())",
        },
        "another_process_renders_the_same",
    ),
    "writes a set of words": (
        {"render": "return str(set(note.title) | set('abc')).encode()"},
        "another_process_renders_the_same",
    ),
    "prepares what cannot be sent": ({"prepare": "return lambda: 1"}, "another_process_renders_the_same"),
    "holds a lock": (
        {"imports": "import threading", "prepare": "self.lock = threading.Lock()"},
        "another_process_renders_the_same",
    ),
    "counts while it renders": (
        {
            "attributes": "total = 0",
            "render": "self.total += 1",
            "last": "out.write(f'{self.total} notes'.encode())",
        },
        "kept_fragments_give_the_same_file",
    ),
    "prepares another object each time": ({"prepare": "return object()"}, "an_edit_renders_one_note_again"),
    "prepares the texts of all notes": (
        {"prepare": "return [claim.text for note in notes for claim in note.claims()]"},
        "an_edit_renders_one_note_again",
    ),
    "hides the titles of other notes": (
        {
            "imports": "class Titles(list):\n    __repr__ = lambda self: 'titles'",
            "prepare": "return Titles(ref.title for ref in notes.refs())",
            "render": "return str(list(context.shared)).encode()",
        },
        "a_kept_fragment_is_never_out_of_date",
    ),
    "hides how many notes there are": (
        {
            "imports": "class Number(int):\n    __repr__ = lambda self: 'number'",
            "prepare": "return Number(len(notes))",
            "render": "return str(int(context.shared)).encode()",
        },
        "a_kept_fragment_is_never_out_of_date",
    ),
    "reads an image without asking": (
        {"render": "image = Path(note.path).parent / 'oven.png'; "
                   "return image.read_bytes() if image.exists() else b''"},
        "a_kept_fragment_is_never_out_of_date",
    ),
    "hides an option": (
        {
            "attributes": OPTIONS + "upper: bool = option(False, help='Write capitals')\n"
            "        __repr__ = lambda self: 'Options()'",
            "render": "if self.options.upper: return note.title.upper().encode()",
        },
        "options_are_not_those_of_the_last_export",
    ),
}  # fmt: skip


class Plugins:
    """Installs plugins, and asks them for promises as pytest would."""

    SUMMARY = "A list of claims."
    """In the metadata of the package."""

    def __init__(self, install: Install, request: pytest.FixtureRequest) -> None:
        self._install = install
        self._request = request

    def contract(self, more: str = "", template: str = GUEST, **source: str) -> ExporterContract:
        names = ("imports", "attributes", "first", "each", "last", "prepare", "render")
        text = template.format(**dict.fromkeys(names, "pass") | source)
        self._install("plugin", text, attribute="PluginExporter", about=self.SUMMARY)
        contract = type("TestPlugin", (ExporterContract,), {"exporter": self.exporter})
        if more:
            scope: dict[str, Any] = {}
            exec(more, scope)
            for name in ("check_file", "ids_in"):
                if name in scope:
                    setattr(contract, name, scope[name])
        return contract()  # type: ignore[no-any-return]  # made a line above

    @property
    def exporter(self) -> Any:
        return importlib.import_module("noteport_plugin").PluginExporter

    def ask(self, contract: ExporterContract, promise: str) -> None:
        """Raises what pytest would report as a failure."""
        test = getattr(contract, promise)
        marks = [mark.args for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
        for values in itertools.product(*(values for _, values in marks)):
            given = dict(zip((name for name, _ in marks), values, strict=True))
            names = [name for name in inspect.signature(test).parameters if name not in given]
            fixtures = {name: self._request.getfixturevalue(name) for name in names}
            if "tmp_path" in fixtures:
                fixtures["tmp_path"] = self._request.getfixturevalue("tmp_path_factory").mktemp("plugin")
            test(**fixtures, **given)


@pytest.fixture
def plugins(install: Install, request: pytest.FixtureRequest) -> Plugins:
    return Plugins(install, request)


PROMISES = sorted(name for name in dir(ExporterContract) if name.startswith("test_"))


@pytest.mark.parametrize("promise", PROMISES)
def test_a_good_plugin_keeps_every_promise(promise: str, plugins: Plugins) -> None:
    plugins.ask(plugins.contract(), promise)


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_plugin_is_caught_and_told_what_users_suffer(bad: str, plugins: Plugins) -> None:
    source, promise = BAD[bad]
    contract = plugins.contract(**source)
    with pytest.raises(pytest.fail.Exception) as caught:
        plugins.ask(contract, f"test_{promise}")
    sentence = str(caught.value).splitlines()[0]
    assert sentence.startswith("Users ")
    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize("promise", sorted(name for name in vars(Halves) if name.startswith("test_")))
def test_a_good_plugin_with_two_halves_keeps_every_promise(promise: str, plugins: Plugins) -> None:
    plugins.ask(plugins.contract(template=HALVES), promise)


@pytest.mark.parametrize("asked", ["context.words.notes", "context.words['yeast']"])
def test_what_render_learns_about_words_is_recorded(asked: str, plugins: Plugins) -> None:
    source = {"attributes": "counts = lambda self: words_of", "render": f"return str({asked}).encode()"}
    plugins.ask(plugins.contract(template=HALVES, **source), "test_a_kept_fragment_is_never_out_of_date")


@pytest.mark.parametrize("bad", BAD_HALVES)
def test_a_bad_half_is_caught_and_told_what_users_suffer(bad: str, plugins: Plugins) -> None:
    source, promise = BAD_HALVES[bad]
    contract = plugins.contract(template=HALVES, **source)
    with pytest.raises(pytest.fail.Exception, match=r"^Users .*[.?]"):
        plugins.ask(contract, f"test_{promise}")


def test_every_promise_can_be_broken() -> None:
    assert {f"test_{promise}" for _, promise in (*BAD.values(), *BAD_HALVES.values())} == set(PROMISES)


def test_a_list_of_chapters_may_say_that_it_contains_no_claims(plugins: Plugins) -> None:
    source, promise = BAD["writes headings only"]
    contract = plugins.contract(**source)
    type(contract).has_claims = False
    plugins.ask(contract, f"test_{promise}")


def test_a_plugin_that_is_not_installed_learns_how_to_register(plugins: Plugins) -> None:
    contract = plugins.contract(attributes="name = 'other'")
    with pytest.raises(pytest.fail.Exception, match=r'needs other = "noteport_plugin:PluginExporter" under'):
        contract.test_users_find_it_by_its_name()


def test_ids_that_no_file_holds_are_asked_for(plugins: Plugins) -> None:
    contract = plugins.contract(each="continue")
    with pytest.raises(pytest.skip.Exception, match="override ids_in"):
        plugins.ask(contract, "test_a_claim_keeps_its_id_when_a_note_is_added")


# --- honest plugins -------------------------------------------------------------------------------------------------

HONEST = {
    "refuses what its format cannot hold": {
        "each": "\n                if note.video is None: raise UsageError(f'{note.id} has no video.', 'Add one.')"
    },
    "shows an example with a folder of another name": {
        "attributes": OPTIONS + "style: Path | None = option(None, help='Style')\n"
        "    examples = ('talks more/talks -o all.txt --style my.css',)",
        "imports": "from pathlib import Path",
    },
    "has no text": {"attributes": "text = False"},
}
FOLDER = """
from noteport.api import *

class PluginExporter(Exporter):
    name, summary = "plugin", "A list of claims."

    def export(self, notes, target):
        with target.folder() as folder:
            for number, note in enumerate(notes):
                lines = "".join(f"{claim.id} {claim.text}\\n" for claim in note.claims())
                (folder / f"{number}.txt").write_text(lines, encoding="utf-8")
        return target.report({"pages": len(notes)})
"""


@pytest.mark.parametrize("honest", HONEST)
@pytest.mark.parametrize(
    "promise",
    [
        "its_examples_run",
        "all_awkward_notes_export_together",
        "every_awkward_note_exports",
        "the_same_notes_give_the_same_bytes",
        "standard_output_is_text",
        "every_option_changes_something",
    ],
)
def test_an_honest_plugin_is_not_failed(honest: str, promise: str, plugins: Plugins) -> None:
    plugins.ask(plugins.contract(**HONEST[honest]), f"test_{promise}")


@pytest.mark.parametrize("promise", PROMISES)
def test_a_plugin_that_writes_only_folders_keeps_every_promise(
    promise: str, install: Install, plugins: Plugins
) -> None:
    install("plugin", FOLDER, attribute="PluginExporter", about=Plugins.SUMMARY)
    contract = type("TestPlugin", (ExporterContract,), {"exporter": plugins.exporter})
    plugins.ask(contract(), promise)
