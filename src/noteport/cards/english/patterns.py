"""Phrases that tell what a sentence does, or what stands next to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property

from noteport.cards.words import heads
from noteport.model.patterns import pattern


class Phrases:
    """A pattern, and the heads of words without one of which no text has it. To compare heads takes far less time.

    Args:
        source: the regular expression.
        words: at least one of them, or a word that begins like it, is in every match.
        flags: those of ``re``.
    """

    def __init__(self, source: str, words: str, flags: int = 0) -> None:
        self.pattern = pattern(source, flags)
        self._words = words
        _ALL.append(self)

    @cached_property
    def heads(self) -> frozenset[str]:
        """See ``words.heads``; made on first use, as patterns are compiled."""
        return frozenset(heads(self._words))


_ALL: list[Phrases] = []


@cache
def phrases_by_head() -> Mapping[str, frozenset[Phrases]]:
    """All phrases by each of their heads."""
    found: defaultdict[str, set[Phrases]] = defaultdict(set)
    for phrases in _ALL:
        for head in phrases.heads:
            found[head].add(phrases)
    return {head: frozenset(several) for head, several in found.items()}


_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)

# --- the sentence -----------------------------------------------------------------------------------------------------

OPENER = pattern(
    r"(?:However|Therefore|Thus|Hence|Additionally|Furthermore|Moreover|In addition|For example|For instance|Similarly|"
    r"Likewise|In contrast|By contrast|Conversely|Consequently|As a result|As such|Also|Ultimately|Overall|Notably|"
    r"Interestingly|Importantly|Finally|Lastly|First|Firstly|Second|Secondly|Third|Thirdly|Specifically|In particular|"
    r"In fact|Indeed|Essentially|In essence|In short|In summary|In conclusion|Nevertheless|Nonetheless|Meanwhile|"
    r"Crucially|Generally|In general|Typically|Fundamentally|On the other hand|In other words|That said|That is|Still|"
    r"Then|Next|Instead|Historically|Traditionally|Surprisingly|Significantly|Alternatively|Remarkably|Remember|Again|"
    r"So|But|And|Yet|Or|Basically|Simply put|Put simply|Of course|Naturally|Clearly|Unfortunately|Fortunately|Rather|"
    r"On the contrary|To illustrate|In practice|Intuitively|Ironically|Note that|Recall that|Note|Recall"
    r"|This (?:also )?(?:means|shows|implies|indicates|demonstrates|illustrates|highlights|reveals|confirms|ensures)"
    r" that|This is because|It(?: is|['’]s) (?:important|crucial|worth|essential) (?:to note|to remember|noting) that"
    r"|The (?:key |main |crucial |central )?(?:idea|insight|takeaway|lesson|point) (?:here )?is that)"
    r"(?:,\s+|(?<=that)\s+|(?<=is because)\s+)"
)
"""What only ties a sentence to the one before; it is not shown."""

THIS_MEANS = pattern(r"This (?:also )?(?:means|implies|suggests|shows|indicates)\s(?!that\b)")

POINTS_BACK = pattern(
    r"(?:This|That|These|Those|It|They|He|She|His|Her|Hers|Its|Their|Such|Both|Neither|Doing so"
    r"|The (?:former|latter|other|same|first|second|third|above|following|result|resulting|rest|remaining|next"
    r"|previous|process|effect|effects|question|case|example)"
    r"|The (?:final|goal|idea|point|reason|aim|answer|key|difference|trick|problem|challenge|catch|solution|purpose)"
    r"(?! (?:of|for|to|in|behind|between|with)\b)"
    r"|(?:One|Each|Some|Another|Others?) (?:of (?:these|those|them)\b|(?:is|are|was|were|has|have|had|can|will"
    r"|would|do|does|may|might|must|should|could)\b)"
    r"|Here|We|You|Our|Your|I|My|Once (?:this|that|these|they|it)|After (?:this|that)|In (?:this|that|these|such)"
    r"|At (?:this|that)|For (?:this|that|these)|With (?:this|that|these)|By (?:this|that)|During (?:this|that)"
    r"|Due to (?:this|that)|Unlike (?:this|that)|Despite (?:this|that|these))\b(?!-)"
)
"""A beginning that only the sentences before explain."""

NOBODY = pattern(
    r"[Ii]t(?:['’]s|\sis|\swas|\sremains|\sbecomes|\s(?:may|can|must|should|might|would)(?:\salso)?\sbe)\s"
    r"(?:(?:not|also|very|more|most|often|\w+ly)\s)*(?!an?\b|the\b)"
    r"(?:[\w-]+\s(?:that|whether|how|why|who|where)\b"
    r"|(?:important|crucial|essential|vital|critical|necessary|imperative|possible|impossible|easy|easier|difficult|hard"
    r"|harder|challenging|helpful|useful|beneficial|best|better|good|great|common|rare|normal|typical|natural|wise|safe"
    r"|worth|worthwhile|advisable|advised|recommended|suggested|expected|tempting|reasonable|fair|interesting|noted|time"
    r"|up)\s(?:for\s\S+\s(?:\S+\s)?)?(?:to|when|if|\w+ing)\b)"
    r"|[Ii]t\s(?:\w+ly\s)?(?:seems|appears|turns|takes|took|follows|depends|happens|means|helps|makes (?:\w+ )?sense)\b"
)
"""``It`` that means nothing: ``It is important to …``."""

LEANS_ON_TERM = pattern(r"(?:[Ii]ts?|[Tt]hey|[Tt]heir|[Tt]his|[Tt]hese)\b")
"""A beginning that may mean the lead-in before it."""

HIDDEN_SUBJECT = pattern(
    r"[A-Z]\w+ed\b.{3,160}?,\s(?:it|they|this|these|he|she|its|their|his|her)\b"
    r"|(?:When|If|As|While|Although|Because|Since|Once|Though|Unless|Until|Before|After|Where|Whereas"
    r"|Even if)\s(?:\w+\s)?"
    r"(?:it|they|this|these|he|she|its|their|his|her|that)\b"
)
"""An opening clause that does not name the subject behind it: ``Founded in 1990, it …``."""

PERSON_BACK = pattern(r"(?:He|She|His|Her)\b")

ABOUT_THE_VIDEO = Phrases(
    r"\b(?=[a-z])(?:questions? (?:included|on|about|asked|related|covered|involved|was|were)|(?:was|were|be) (?:asked"
    r"|tested)|(?:noted|asked|covered|repeated) in (?:the )?(?:paper|exam|session)"
    r"|(?:frequently|commonly|often|repeatedly) (?:asked|tested)|topics? (?:included|covered)"
    r"|shar(?:es|ed|ing) (?:his|her|their) (?:\w+ )?(?:insights?|thoughts?|experiences?|views?|story|journey)"
    r"|(?:subsequent|later|further|next|future|upcoming|previous|earlier) (?:discussion|video|section|lecture|chapter"
    r"|episode|lesson|part)s?"
    r"|th(?:is|e present) (?:article|video|note|section|course|tutorial|lecture|discussion|episode|chapter|guide|series"
    r"|lesson|channel|conversation|page|overview|document|talk|analysis|podcast|interview|segment|presentation)"
    r"|the (?:article|video|lecture|episode|tutorial|podcast|discussion|conversation|channel|course|lesson|interview"
    r"|presentation|session|transcript|segment)"
    r"|we will|we'll|let's|let us|welcome|subscribe|sponsor\w*|stay tuned|as (?:mentioned|discussed|noted|shown|seen) "
    r"|(?:mentioned|discussed|described|shown) (?:above|earlier|previously|below)"
    r"|click here|links? (?:below|in)|viewers?|the audience|listeners?"
    r"|(?:will be|is|are|was|were|be) (?:discussed|covered|explored|explained|outlined|introduced|highlighted"
    r"|mentioned"
    r"|demonstrated|emphasized|recommended|advised|encouraged)\b)",
    """
    questions asked tested noted covered repeated topics shares shared sharing discussion video section
    lecture chapter episode lesson part article note course tutorial guide series channel conversation page
    overview document talk analysis podcast interview segment presentation session transcript we let welcome
    subscribe sponsor stay mentioned discussed shown seen described click links viewers audience listeners
    explored explained outlined introduced highlighted demonstrated emphasized recommended advised encouraged
    """,
)
"""In small letters: a search that minds no case takes five times as long."""

SETS_EXAMPLE_UP = pattern(
    r"(?:Consider|Imagine|Picture|Suppose|Assume)\s(?!\w+ing\b)|Let\s[^,.]{1,40}\sbe\b"
    r"|An?\s(?:[\w-]+\s){0,3}?(?:[\w-]+-old|patient|child|man|woman|male|female|girl|boy|newborn|infant)\b"
    r"(?:\s\w+){0,3}?\s(?:presents?|presented|comes|came|(?:is|was) brought|complain(?:s|ed)|gives)\b"
)
"""The beginning of a sentence that invents a case: ``Imagine a ship …``, ``A young man presents with …``."""

FIRST_OR_SECOND_PERSON = pattern(r"\b(?:I|[Mm]e|[Mm]y|[Yy]ou|[Yy]our|[Ww]e|[Uu]s|[Oo]ur)\b")

SPEAKER = Phrases(
    r"\b(?=[ts])(?:the (?:speaker|host|presenter|author|narrator|instructor|lecturer|creator|guest|interviewee"
    r"|interviewer|youtuber|teacher|speakers|hosts|guests)|speaker)\b",
    """
    speaker host presenter author narrator instructor lecturer creator guest interviewer youtuber teacher
    """,
    flags=re.IGNORECASE,
)

HE_OR_SHE = Phrases(
    r"\b(?=[hs])(?:he|she|him|his|her)\b",
    "he she him his her",
)
COUNTED_LEAD_IN = pattern(
    r"(?:example|step|case|week|day|phase|stage|part|test|question|option|rule|tip)\b|\d", re.IGNORECASE
)
"""Lead-ins that number a list."""
ONE_OF_MANY = pattern(
    r"\b(?:examples?|case stud(?:y|ies)|companies|brands|stocks|people|cast|suspects?|clients?|investments?)\b",
    re.IGNORECASE,
)
"""In what stands above a list: its lead-ins are one among many that could stand there."""
SEVERAL = pattern(r",|/| and | or | vs\.? | & |:")
"""In a lead-in: what it names is more than one thing."""
WITHOUT_SUBJECT = pattern(
    r"[a-z]|(?:An?|The)\s(?:\w+\s){0,4}(?:that|which|who|where|used|of|for)\b"
    r"|(?:Used|Seen|Found|Associated|Known|Caused|Involves|Occurs|Characteri[sz]ed|Refers|Means)\b"
)
"""The beginning of a text that its lead-in is the subject of."""
WORKED_EXAMPLE = pattern(r"\b(?:Example|Problem|Exercise|Scenario|Question|Practice|Worked|Quiz|Solution)\b")
OPENING_CLAUSE = pattern(
    r"(?:To|While|Although|As|When|If|In|By|With|For|Despite|After|Before|During|Once|Given|Since|Because|On|At|Through"
    r"|Unlike|Like|Beyond|Among|Under|From|Without|Within|Even|Whether|Rather|Instead|Besides|According to|Following"
    r"|Using|Based on|Due to|Thanks to|Upon|Until|Unless|Where|Whereas|Though|Throughout)\b"
    r"[^,(]*(?:\([^()]*\)[^,(]*)*,(?!\s\d)"
)

# --- what a candidate is announced by ---------------------------------------------------------------------------------

CALLED = Phrases(
    r"\b(?:also |often |commonly |sometimes |collectively |formally |originally |informally |popularly |otherwise )*"
    r"(?:called|known as|known simply as|termed|referred to as|dubbed|nicknamed|labell?ed|labell?ed as|named"
    r"|so-called|coined|given the name)\s+(?:the term\s+|the concept of\s+)?(?:the\s|an?\s)?",
    "called known termed referred dubbed nicknamed labelled named so coined given",
)
"""What stands before the name that something is given."""
IS_CALLED = pattern(
    r"\s(?P<verb>is|are|was|were)\s(?:also |often |commonly |sometimes |collectively |formally |generally |typically )?"
    r"(?P<how>called|known as|termed|referred to as|dubbed|nicknamed)\s(?:the |an? )?[\"“]?$"
)
"""The same, with a verb and nothing behind the name: it can be asked for."""
NO_NAME = pattern(r"\d|$|(?:after|it|him|them|her|for|by|on|in|to|at|me|back|out|off|upon|into|as|when|this|that)\b")
"""What may stand behind ``called`` that is no name."""
SOMEBODY_CALLS = pattern(r"(?:\b(?:he|she|they|it|I|we|you|who|then|also|has|had|have|later|immediately)|[A-Z]\w+)\s$")
"""Before ``called``: somebody who makes a call."""
END_OF_QUOTE = pattern(r"[\"”]|['’](?!\w)")
END_OF_NAME = pattern(
    r"[\"”,.;:()]|\s(?:which|that|who|where|when|is|are|was|were|in|on|for|to|by|because|and|or|with|as|from|at|since|"
    r"while|during|has|have|can|due|after|before|if|but|using|through|among|allow\w*|make\w*|help\w*)\b|\s[–—-]\s"
)
ACRONYM = pattern(r"\b[A-Z]{2,}\b")
ACRONYM_IN_BRACKETS = pattern(r"\s\(([A-Z][A-Za-z0-9-]{1,6}?)s?\)")

IS_A = Phrases(
    r"(?:An?\s|The\s)?(?P<subject>[^,;:.()]{2,60}?)(?:\s\((?P<short>[^()]{1,30})\))?(?:,\s[^,]{3,40},)?\s+"
    r"(?P<verb>is|are|was|were|refers? to|means|is defined as|describes|occurs when|measures|stands for)\s+"
    r"(?P<rest>(?:(?:basically|essentially|simply|also|often|typically|usually|primarily|fundamentally)\s+)?"
    r"(?:an?|the|one|when|what|any|how|where|those)\b.+)",
    "is are was were refers means defined describes occurs measures stands",
)
SUPERLATIVE = pattern(
    r"(?P<subject>The\s+(?:(?:second|third)[- ])?(?:most\s\w+|least\s\w+|first|only|biggest|[a-z]{3,}est|main"
    r"|primary)\s[^,;.]{3,80}?)\s(?P<verb>is|are|was|were)\s(?:the\s|an?\s|called\s)?(?P<answer>[^,;.()]{3,45}?)[.,;(]"
)
ORDINARY_SUBJECT = pattern(
    r"(?:key|main|core|goal|primary|most|first|best|idea|purpose|process|result|reason|problem|concept|point|approach|"
    r"company|market|final|other|only|average|total|current|resulting|next|biggest|largest|common|term|word|name|"
    r"following|same|whole|one|another|this|that|these|those|it|they|he|she|his|her|its|their|there|here|we|you)\b",
    re.IGNORECASE,
)
"""A subject that no definition is about."""
PRAISE = pattern(
    r"(?:an?|the)\s+(?:\w+\s+)?(?:key|important|crucial|great|good|significant|major|common|big|critical|vital|"
    r"essential|powerful|main|primary|popular|core|fundamental|useful|valuable|widely|highly|very|more|most)\b"
)

OPEN_DESCRIPTION = pattern(
    r"(?:\w+ly\s)?(?:an?|one of|part of)\s(?!.*\b(?:that|which|who|whose|where|when|used|called|known|named)\b)"
)
"""Behind ``is``, what is true of many things, so that it does not tell which one is meant."""

EXAMPLE_BEFORE = Phrases(
    r"\b(?=[aefilnprs])(?:such as|like|including|includes?|e\.g\.,?|for example,?|for instance,?|namely|ranging from"
    r"|as seen (?:with|in)|"
    r"as in|particularly(?: in)?|especially|say)\s(?:the |a |an )?[\"“]?$",
    "such like includes including e example instance namely ranging seen as particularly especially say",
    flags=re.IGNORECASE,
)
EXAMPLE_LIST = Phrases(
    r"\b(?=[efilnrs])(?:such as|like|including|includes?|e\.g\.,?|for example,?|namely|ranging from)"
    r"\s[^.;:]{0,200}(?:,|\band|\bor)\s[^.;:,]{0,30}$",
    "such like includes including e example namely ranging",
    flags=re.IGNORECASE,
)
USES = Phrases(
    r"\b(?:[Uu]s(?:e|es|ed|ing)|[Cc]all(?:s|ing)?|via|with)\s(?P<article>the\s|an?\s)?",
    "use uses used using call calls calling via with",
)
CAUSES = Phrases(
    r"\b(?:[Dd]ue to|because of|caused by|[Ll]eads? to|[Ll]eading to|[Rr]esult(?:s|ing)? in|[Rr]esponsible for"
    r"|[Aa]ssociated with|[Cc]aus(?:es|ing))\s(?P<article>the\s|an?\s)?",
    "due because caused lead leads leading result results resulting responsible associated causes causing",
)
IN_LIST_BEFORE = pattern(
    r"(?:,|\b(?P<joint>and|or|as well as|but also|nor))\s(?:the |a |an |its |their |his |her )?[\"“]?$"
)
LIST_GOES_ON = pattern(
    r"[\"”’']?(?:\s\([^()]{1,40}\))?(?:,\s(?!which|who|where|whose|with|as\b|making|allowing|causing"
    r"|leading)[^,.;:]{1,50}(?:,\s[^,.;:]{1,40}){0,6},?\s(?:and|or)\s|,?\s(?:and|or|as well as)\s(?!then\b|thus\b"
    r"|is\b|are\b|was\b|were\b|can\b|has\b|have\b|will\b|does\b))"
)
THREE = pattern(r",\s[^,.;]{1,60},?\s(?:and|or)\s")
GLOSS = pattern(r"[\"”]?\s\((?!e\.g|i\.e|for |such |like |see |or |and |in |the |a |an |\d)[^()]{2,40}\)")
"""Brackets behind a name that say what it is."""
NAME_GOES_ON = pattern(r"\w\s\d")
"""A name that goes on behind its marked part: ``**Llama** 2``."""
APPOSITION = pattern(r",\s(?:an?|the|who|which|founder|author|former|formerly|now)\b")
COMPOUND_NUMBER = pattern(
    r"[- ](?:dimensional|degrees?|year-old|years-old|step|part|way|day|week|month|minute|hour|letter|word|page"
    r"|point|digit|sided|bit|fold|pronged|D)\b"
)
BEFORE_YEAR = pattern(
    r"\b(?:in|since|by|until|till|from|to|of|around|between|and|before|after|during|circa|late|early|mid|year"
    r"|for)[\s-]$"
    r"|[(–-]$",
    re.IGNORECASE,
)
PERSON = pattern(r"\b([A-Z][a-z]+(?:\s[A-Z]\.?)?\s[A-Z][a-zA-Z'’]+)\b")

BEFORE_COMPANY = pattern(
    r"\b(?:acquired by|owned by|company|companies|startup|start-up|firm|manufacturer|maker|retailer|publisher|bank"
    r"|employer|employed (?:at|by)|worked (?:at|for)|works (?:at|for)|CEO of|founder of|subsidiary of|shares of)\s$"
)
BEFORE_PLACE = pattern(
    r"\b(?:born in|died in|based in|located in|lives in|lived in|moved to|native to|north of|south of|east of|west of"
    r"|capital of|city of|town of|island of|state of|country of|coast of|headquarters in|headquartered in)\s$"
)
BEFORE_PERSON = pattern(
    r"\b(?:written|invented|founded|co-founded|discovered|coined|proposed|painted|composed|directed|led"
    r"|formulated|pioneered|proved|described|portrayed|hosted|named after|wife"
    r"|husband|son|daughter|brother|sister|student|colleague)(?: in \d{4})? (?:by\s|of\s)?$"
    r"|\b(?:Dr|Mr|Mrs|Ms|Prof|Sir|Lord|King|Queen|President|Professor|Doctor|Detective|Officer|Senator|Judge)\.?\s$"
)
SAYS = pattern(
    r"\s(?:also\s|further\s|\w+ly\s)?(?:acknowledg|argu|believ|claim|describ|discuss|emphasi[sz]|highlight|mention|not|"
    r"predict|stat|stress|suggest|warn)(?:e?s|ed)\b|\s(?:says|said|points out)\b"
)
"""Behind a name: somebody says something, so that it matters little who it is."""
BEHIND_PERSON = pattern(
    r"\s(?:\w+ly\s)?(?:said|says|argued|argues|wrote|writes|believed|believes|claimed|claims|proposed|invented|discovered"
    r"|coined|founded|co-founded|was born|died|married|met|told|asked|painted|composed|proved|won|studied|taught"
    r"|explained|explains|became|murdered|killed|confessed|testified)\b"
)
"""What tells that a name between them is a company's, a place's, a person's."""

NUMBER_WORD = Phrases(
    rf"\b(?=[tfsen])(?:{_NUMBER_WORDS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?\b"
    r"(?:\s(?:hundred|thousand|million|billion|trillion)\b)?(?=[\s-][a-z])",
    _NUMBER_WORDS,
    flags=re.IGNORECASE,
)
NO_BEGINNING = frozenset(",.;:)")
NO_END = pattern(r"\b(?:that|which|and|or|the|an?|because|including|such as)[.]?$")
"""What a sentence that is not broken off neither begins nor ends with."""
LONGEST_NO_END = len("including.")
BEFORE_VERSION = pattern(r"(?:[Vv]ersion|https|#|No\.|\bv)\s?$")

# --- numbers ----------------------------------------------------------------------------------------------------------

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SCALES = "hundred|thousand|million|billion|trillion"
UNITS = (
    "percent|percentage points?|per cent|degrees?|times|seconds?|minutes?|hours?|days?|weeks?|months?|years?|"
    "decades?|centuries|dollars?|euros?|pounds?|cents|meters?|metres?|kilometers?|kilometres?|miles?|feet|"
    "inches|grams?|kilograms?|milligrams?|tons?|tonnes?|liters?|litres?|calories|watts?|volts?|bits?|bytes?|pixels?|"
    "tokens?|parameters?|people|users?|words?|points?|layers?|cores?"
)
"""Nouns that belong to the number before them."""

# --- cutting a sentence -----------------------------------------------------------------------------------------------

TAIL = pattern(
    r",\s(?:which|who|where|whose|but|while|whereas|as|and|so|including|such as|like|making|allowing|enabling|leading|"
    r"resulting|causing|giving|with|because|rather|even|often|especially|particularly|although|though|despite|if|since"
    r"|not|thereby|thus|hence|when|unless|until|depending|\w+ing)\b"
    r"|;|\s[–—-]\s|\s(?:because|while|although|whereas|in order to|so that|such as|including|which means|even though)\b"
)
"""Where a tail begins that a sentence can do without."""
