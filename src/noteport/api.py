"""The public API of noteport. Exporters, including the built-in ones, import from here and from nowhere deeper.

A small exporter needs only ``from noteport.api import Exporter, ExportReport, Notes, Target``; see ``Exporter``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from noteport.decisions import DecisionsFile, Placed, apply_decisions, change_decisions, place_decisions, read_decisions
from noteport.errors import (
    ExportError,
    ExporterUnavailable,
    NoteError,
    NoteportError,
    PluginFault,
    PluginUnavailable,
    TargetError,
    UsageError,
)
from noteport.export.call import export
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.rendering import Context, Fragment, Fragments, Rendered, Rendering, Spool
from noteport.export.report import ExportReport
from noteport.export.returned import Collection, Face, ReturnedCard
from noteport.export.run import Outcome
from noteport.export.target import Target
from noteport.export.zip import deterministic_zip
from noteport.identity.gaps import find_gaps, find_words
from noteport.identity.ledger import (
    EntrySummary,
    Kept,
    KnownClaim,
    Ledger,
    LedgerEntry,
    Matches,
    fingerprint,
    full_text,
    known_claim,
)
from noteport.identity.similarity import text_key
from noteport.markup.formulas import with_formulas
from noteport.markup.html import HtmlStyle, html, linked_second, text_of_html, timestamp_link
from noteport.markup.markdown import MarkdownStyle, markdown, markdown_blocks
from noteport.markup.mathml import mathml
from noteport.markup.sanitise import (
    DEEPEST_MARKUP,
    VOID_TAGS,
    closed_tag,
    escape,
    escape_quotes,
    escape_xml,
    is_safe_address,
    opened_tag,
    xml_text,
)
from noteport.model.decision import Decision
from noteport.model.ids import NO_CHANNEL, Origin, origin_of, term_id
from noteport.model.language import ENGLISH, UNDETERMINED, is_english, is_english_tag, is_right_to_left, language_of
from noteport.model.limits import Limits
from noteport.model.mapping import images_of, map_claims, map_inlines
from noteport.model.nodes import (
    Block,
    Break,
    Cell,
    Chapter,
    Claim,
    ClaimKind,
    Code,
    CodeSpan,
    Emphasis,
    Footnote,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    Math,
    MathBlock,
    NoteRef,
    OwnCard,
    Paragraph,
    Place,
    Quote,
    RawHtml,
    Rule,
    Section,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Timestamp,
    TimestampRef,
    Verbatim,
    Verdict,
    Video,
    WikiLink,
    clock,
)
from noteport.model.note import Note, wikilinks_of
from noteport.model.problems import Problem, ProblemCode
from noteport.model.renamed import warn_renamed
from noteport.model.slices import slice_inlines
from noteport.model.terms import Terms
from noteport.model.text import data_text, plain
from noteport.model.visit import blocks_in, claims_of, inlines_in, sections_in, walk, wikilinks
from noteport.parse import parse_note
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.options import ReadOptions
from noteport.plugins.options import Options, option
from noteport.plugins.plugin import API_VERSION, Plugin
from noteport.tables import (
    ClaimRow,
    Column,
    LinkRow,
    NoteRow,
    Row,
    Rows,
    Tables,
    TableSchema,
    TermRow,
    TermTable,
    TermUse,
    arrow_schema,
    assemble_rows,
    claim_row,
    claims,
    companion,
    record_batch,
    render_rows,
    row_counts,
    rows_of_note,
    table_rows,
    tables_named,
    term_uses,
)
from noteport.tables.formulas import guard_formula, html_without_formula, name_without_formula
from noteport.vault.assets import Asset
from noteport.vault.cache import NoteCache
from noteport.vault.loading.jobs import Task
from noteport.vault.safe_read import open_file
from noteport.vault.survey import Survey
from noteport.vault.transforms import Transform
from noteport.vault.vault import Vault, read_notes
from noteport.vault.word_counts import CountedWords, RoundedCounts
from noteport.videos.address import Address, Time
from noteport.videos.provider import Provider, SiteProvider

if TYPE_CHECKING:
    from noteport.cards import (
        GAP,
        REJECTED,
        Card,
        CardOptions,
        Omission,
        Piece,
        Scored,
        WordStatistics,
        count_words,
        decision_about,
        front_of,
        is_label,
        make_candidates,
        make_cards,
        plain_front,
        word_statistics,
        words_of,
    )
    from noteport.lexicon import Definition, Subject, SubjectKind, definition_in, spelling_key, subjects_of
    from noteport.questions.batch import CardAnswer, card_answers, claim_key, request_body
    from noteport.questions.maker import Question, QuestionMaker, ToAsk
else:

    def __getattr__(name: str) -> object:
        if name in _RENAMED:
            warn_renamed(f"noteport.api.{name}", f"noteport.api.{_RENAMED[name]}")
            return getattr(sys.modules[__name__], _RENAMED[name])
        # The rules for cards take as long to load as everything else, so they are loaded only for callers that make
        # cards; so are those for glossaries and indexes, which use the same tables of words.
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(import_module(_ROOMS.get(name, "noteport.cards")), name))


_ROOMS = {
    **dict.fromkeys(("CardAnswer", "card_answers", "claim_key", "request_body"), "noteport.questions.batch"),
    **dict.fromkeys(("Question", "QuestionMaker", "ToAsk"), "noteport.questions.maker"),
    **dict.fromkeys(
        ("Definition", "Subject", "SubjectKind", "definition_in", "spelling_key", "subjects_of"), "noteport.lexicon"
    ),
}
"""Where to find what is not in ``noteport.cards``."""
_RENAMED = {"BLANK": "GAP", "Stamp": "Timestamp", "StampRef": "TimestampRef", "stamp_link": "timestamp_link"}
"""Names from earlier versions. They still work, with a ``DeprecationWarning``."""


__all__ = [
    "API_VERSION",
    "DEEPEST_MARKUP",
    "ENGLISH",
    "GAP",
    "NO_CHANNEL",
    "REJECTED",
    "UNDETERMINED",
    "VOID_TAGS",
    "Address",
    "Asset",
    "Block",
    "Break",
    "Card",
    "CardAnswer",
    "CardOptions",
    "Cell",
    "Chapter",
    "Claim",
    "ClaimKind",
    "ClaimRow",
    "Code",
    "CodeSpan",
    "Collection",
    "Column",
    "Context",
    "CountedWords",
    "Decision",
    "DecisionsFile",
    "Definition",
    "Dialect",
    "Emphasis",
    "EntrySummary",
    "ExportError",
    "ExportReport",
    "Exporter",
    "ExporterUnavailable",
    "Face",
    "Footnote",
    "FootnoteRef",
    "Fragment",
    "Fragments",
    "Highlight",
    "HtmlStyle",
    "Image",
    "Inline",
    "Kept",
    "KnownClaim",
    "Ledger",
    "LedgerEntry",
    "Limits",
    "Link",
    "LinkRow",
    "List",
    "ListItem",
    "MarkdownStyle",
    "Matches",
    "Math",
    "MathBlock",
    "Note",
    "NoteCache",
    "NoteError",
    "NoteRef",
    "NoteRow",
    "NoteportError",
    "Notes",
    "Omission",
    "Options",
    "Origin",
    "Outcome",
    "OwnCard",
    "Page",
    "Paragraph",
    "Piece",
    "Place",
    "Placed",
    "Plugin",
    "PluginFault",
    "PluginUnavailable",
    "Problem",
    "ProblemCode",
    "Provider",
    "Question",
    "QuestionMaker",
    "Quote",
    "RawHtml",
    "ReadOptions",
    "Rendered",
    "Rendering",
    "ReturnedCard",
    "RoundedCounts",
    "Row",
    "Rows",
    "Rule",
    "Scored",
    "Section",
    "SiteProvider",
    "Spool",
    "Strike",
    "Strong",
    "Subject",
    "SubjectKind",
    "Subscript",
    "Superscript",
    "Survey",
    "Table",
    "TableSchema",
    "Tables",
    "Target",
    "TargetError",
    "Task",
    "TermRow",
    "TermTable",
    "TermUse",
    "Terms",
    "Text",
    "Time",
    "Timestamp",
    "TimestampRef",
    "ToAsk",
    "Transform",
    "UsageError",
    "Vault",
    "Verbatim",
    "Verdict",
    "Video",
    "WikiLink",
    "WordStatistics",
    "apply_decisions",
    "arrow_schema",
    "assemble_rows",
    "blocks_in",
    "card_answers",
    "change_decisions",
    "claim_key",
    "claim_row",
    "claims",
    "claims_of",
    "clock",
    "closed_tag",
    "companion",
    "count_words",
    "data_text",
    "decision_about",
    "definition_in",
    "deterministic_zip",
    "escape",
    "escape_quotes",
    "escape_xml",
    "export",
    "find_gaps",
    "find_words",
    "fingerprint",
    "front_of",
    "full_text",
    "guard_formula",
    "html",
    "html_without_formula",
    "images_of",
    "inlines_in",
    "is_english",
    "is_english_tag",
    "is_label",
    "is_right_to_left",
    "is_safe_address",
    "known_claim",
    "language_of",
    "linked_second",
    "make_candidates",
    "make_cards",
    "map_claims",
    "map_inlines",
    "markdown",
    "markdown_blocks",
    "mathml",
    "name_without_formula",
    "open_file",
    "opened_tag",
    "option",
    "origin_of",
    "parse_note",
    "place_decisions",
    "plain",
    "plain_front",
    "read_decisions",
    "read_notes",
    "record_batch",
    "render_rows",
    "request_body",
    "row_counts",
    "rows_of_note",
    "sections_in",
    "slice_inlines",
    "spelling_key",
    "subjects_of",
    "table_rows",
    "tables_named",
    "term_id",
    "term_uses",
    "text_key",
    "text_of_html",
    "timestamp_link",
    "walk",
    "wikilinks",
    "wikilinks_of",
    "with_formulas",
    "word_statistics",
    "words_of",
    "xml_text",
]
