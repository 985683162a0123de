"""English words that tell whether a sentence defines something, and whether a phrase names something."""

from __future__ import annotations

from noteport.model.patterns import pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


JUDGING = _words(
    """
    absolute active attractive bad beneficial best better big biggest central challenging clear cleverer close common
    compelling complex complicated considerable consistent constant controversial convenient cool core critical crucial
    dangerous decent different difficult disruptive easy effective efficient elegant essential excellent exciting
    expensive extraordinary extreme false famous fantastic fascinating favorite favourite feasible final fine first
    foundational frequent fun fundamental general good great greatest hard helpful high high-quality higher hot huge
    iconic ideal important impressive incredible indispensable inexpensive influential integral interesting invaluable
    key large larger largest last leading least likely little logical long low main major massive maximum mere minor
    more most much nearby necessary negative new newest next nice notable noteworthy obvious old older only original
    particular perfect pivotal poor popular positive possible potential powerful practical pretty primary prime
    prominent promising proposed rare recent recommended recurring reliable remarkable resulting risky robust safe safer
    second serious severe sharp short significant similar simple slow small smart sole solid special standard striking
    strong stronger strongest stunning substantial successful suitable superior surprising terrible third top tough
    tremendous true typical ultimate unique unusual useful valid valuable versatile very viable vital vivid weak
    well-known wide wonderful worse worst wrong
    """
)
"""Adjectives and adverbs that judge: ``X is an important …`` says how X is valued, not what it is."""

JUDGEMENTS = _words(
    """
    ability absence advancement advantage aim alternative answer argument aspect attempt basis beginning belief benefit
    bet blessing bonus boon bottleneck breakthrough bridge burden candidate case cause challenge chance change choice
    claim clue combination complement concern consequence consideration contraindication contributor conundrum
    cornerstone criterion curse danger deal debate decision differentiator difficulty disadvantage downside drawback
    driver drop effort error event example exception experience fact factor failure favorite fear feat feature finding
    flaw focus foundation gem goal hallmark hope hurdle idea illusion improvement incident increase indication indicator
    innovation instance issue joy key leader lesson limitation link lot luxury majority matter means metaphor milestone
    minority misconception mistake mixture move must mystery myth necessity need nightmare nod norm nuisance number
    objective obstacle one opportunity option outcome part percentage piece pillar pioneer pitfall plus point position
    possibility prerequisite priority privilege pro problem product profile proof question rarity reason recipe
    reflection remedy reminder requirement result revelation risk role root rule secret shame shift sign signal skill
    solution source step strength struggle subject success sum surprise sword symbol tale task tendency testament theme
    thing threat time topic tragedy trap trend trick triumph truth turn way weakness win wonder
    """
)
"""Nouns that say what part something plays, not what it is."""

PERSONS = pattern(
    r"(?:\w+(?:ist|ician|ologist|grapher|onaut)|actor|actress|agent|artist|author|boy|candidate|captain|CEO|chair"
    r"|chairman|chef|child|coach|co-?founder|comedian|commander|creator|daughter|detective|developer|director|doctor"
    r"|engineer|entrepreneur|father|figure|fighter|founder|friend|girl|guest|historian|host|husband|investor|king|lawyer"
    r"|leader|lecturer|mother|nominee|officer|owner|painter|person|philosopher|pilot|player|podcaster|president"
    r"|professor|programmer|queen|researcher|resident|singer|son|speaker|student|surgeon|suspect|teacher|thinker|trader"
    r"|veteran|victim|wife|woman|man|writer|youtuber)s?"
)
"""What somebody is: a sentence that says so is about a person and defines no term."""

CALENDAR = _words(
    """
    april august autumn christmas december easter february friday january july june march may monday november october
    saturday september spring summer sunday thursday tuesday wednesday winter
    """
)

TITLES = _words(
    """
    agent captain colonel corporal detective doctor dr judge king lady lord mr mrs ms officer president prof professor
    queen saint senator sergeant sir st
    """
)
"""What stands before a person's name and is no part of it."""

PEOPLES = _words(
    """
    african american arab argentine asian australian austrian belgian brazilian british canadian chilean chinese
    christian colombian cuban czech danish dutch eastern egyptian english european finnish french german greek hindu
    hungarian indian indonesian iranian iraqi irish islamic israeli italian japanese jewish korean latin mexican muslim
    nigerian northern norwegian pakistani persian peruvian polish portuguese roman romanian russian saudi scottish
    southern soviet spanish swedish swiss syrian thai turkish ukrainian vietnamese western
    """
)
"""Adjectives with a capital, which are the beginning of a name at most."""

EPONYMS = _words(
    """
    algorithm coefficient conjecture constant criteria curve cycle disease distribution effect equation experiment
    fracture function index inequality integral law lemma machine matrix method number paradox phenomenon plot
    polynomial principle problem process ratio reaction rule scale score sequence series set sign solid solids solution
    space stain staining syndrome test theorem transform triad triangle
    """
)
"""Nouns that make a term of a person's name before them: ``Doppler effect``."""
