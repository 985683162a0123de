"""What the choice of a gap knows of English, in one table. Other languages go by marks, numbers and names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _words(
    """
    a about above across after again against ain all almost along already also although always am among an and
    another any anyone anything are aren around as at away back be became because become becomes been before
    behind being below between beyond both but by can cannot could couldn despite did didn do does doesn doing don
    done down during each either else enough especially etc even ever every everyone everything few first for from
    further generally had hadn has hasn have haven having he hence her here hers herself him himself his how
    however i if in including inside instead into is isn it its itself just last later least less like likely
    mainly many may me mean means might more most mostly much must my near nearly neither never next no none nor
    not nothing now of off often on once one ones only onto or other others otherwise our out outside over own
    particularly per perhaps primarily quite rather really same second she should shouldn simply since so some
    someone something sometimes soon specifically still such than that the their them themselves then there
    therefore these they thing things this those though through throughout thus to together too toward towards
    truly typically under unless unlike until up upon us usually various very via was wasn way ways we well were
    weren what when where whereas whether which while who whom whose why will with within without won would wouldn
    yet you your yourself
    """
)
"""Words that say nothing by themselves; a gap neither begins nor ends with one, and they give no answer away."""

LIGHT = _words(
    """
    add added adding allow allowed allowing allows ask asked asks bring brings brought build building builds built
    call called calls came change changes come comes consider considered considers contain contains continue
    continues create created creates creating demonstrate demonstrates describe described describes discuss
    discussed discusses drawn emphasize emphasizes enable enabled enables enabling ensure ensures exist exists
    explain explains explores exploring feel feels felt find finds follow followed following follows found gain
    gave get gets getting give given gives go goes going got grow happen happens help helped helping helps
    highlight highlights hold holds include included includes indicate indicates involve involves involving keep
    keeps kept knew know known knows lead leading leads learn let lets look looking looks made make makes making
    meant mention mentioned mentions need needed needs note noted notes offer offering offers ought place play
    playing plays possess possessing produce produced produces provide provided provides providing put quickly ran
    read receive receives refer refers remain remains require required requires run running runs said saw say
    saying says see seem seems seen set sets show showed showing shown shows speak speaks start started starts
    state stated states stemmed stems suggest suggests take taken takes taking tell tells tend think thought told
    took tried try trying turn turned turns understand understands use used uses using want wanted wants went work
    worked working works write writes written wrote
    """
)
"""Verbs that a sentence leans on without being about them: no gap, and the end of a phrase."""

GENERIC = _words(
    """
    ability able advantage approach area aspect available benefit best better big case certain challenge
    challenging common compelling complex concept content context core critical crucial current currently data day
    different difficult easy effect effective entire essential example existing extremely fact factor feature
    focus form future general goal good great growing high highly human idea impact important individual
    information initial initially interesting issue key kind knowledge large level life limited local long lot low
    main major method model moment multiple necessary new number numerous old open opportunity option order
    overall part particular people period person point popular position possible potential powerful present
    problem process promising question range rapid real reason recent result right role scenario sense several
    significant significantly similar simple situation small specific stage step strategy strong success
    successful sufficient system technique term time topic true type typical understanding unique use useful user
    value view vital whole world year young
    """
)
"""Words that twenty others could stand for: a poor gap when they stand alone."""

ARTICLES = ("a ", "an ")
"""Hidden together with the word behind them, since they tell its first sound."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

SCALES = "hundred|thousand|million|billion|trillion"

UNITS = (
    "percent|percentage points?|per cent|degrees?|times|seconds?|minutes?|hours?|days?|weeks?|months?|years?|"
    "decades?|centuries|dollars?|euros?|pounds?|cents|meters?|metres?|kilometers?|kilometres?|miles?|feet|"
    "inches|grams?|kilograms?|tons?|tonnes?|liters?|litres?|calories|watts?|volts?|bits?|bytes?|pixels?|tokens?|"
    "parameters?|people|users?|words?|points?|layers?|cores?"
)
"""Nouns that belong to the number before them."""

COUNTED = _words(
    """
    act appendix article book chapter chapters class day episode exercise fig figure grade layer lecture lesson
    level levels module no page part phase point problem question rule season section stage step theorem tier type
    unit version volume week
    """
)
"""Nouns whose number is a label, not a quantity: ``chapter 3``."""

NAME_JOINS = _words("of the de da del la von van der al")
"""Small words inside a name: ``Bank of England``."""

LABELS = _words(
    """
    action advantages answer appearance applications approach argument background benefits body cause causes
    challenges characteristics complications concept conclusion cons consequences content context control
    criticism definition description details diagnosis disadvantages effect effects evidence example examples
    execution explanation feature features focus format formula frequency function functions goal goals history
    idea impact implementation importance initialization interpretation issue issues limitations location
    management mechanism method methods motivation note notes objective origin outcome outcomes overview
    performance problem process properties pros purpose question rationale reason reasons response result results
    risks role scenario setup significance signs solution steps strategy structure summary symptoms takeaway
    takeaways tip tips treatment types usage verdict warning
    """
)
"""Lead-ins that sort a list and are no answers: ``**Purpose**: …``."""

SUFFIXES = tuple(
    sorted(
        _words(
            """
            ization isation ational fulness iveness ations ation ators ator ments ment ities ity ically ical ances ance
            ences ence ings ing edly ies ied ions ion ness ers er ors or ists ist isms ism ants ant ents ent ives ive
            als al ics ic ed es ly s e y
            """
        ),
        key=lambda suffix: (-len(suffix), suffix),
    )
)
"""Endings that are cut off to compare words by their stems, longest first."""

HINTS = {
    "money": "amount",
    "percent": "percentage",
    "date": "date",
    "year": "year",
    "quantity": "number",
    "number": "number",
    "code": "code",
    "name": "name",
    "acronym": "acronym",
    "formula": "formula",
}
"""What the blank shows, by the kind of what is hidden; the other kinds show nothing."""
