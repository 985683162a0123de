"""Words, by what they can do in a sentence."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "a an the this that these those my your his her its our their each every some any no another both either neither"
    " such what which whose many several few all more most"
)
"""After one of these stands a noun, or an adjective and a noun."""

PREPOSITIONS = _words(
    """
    about above across after against along amid among amongst around as at before behind below beneath beside besides
    between beyond by despite down during except for from in inside into like near of off on onto out outside over past
    per regarding since than through throughout to toward towards under underneath unlike until till up upon versus vs
    via with within without
    """
)

PRONOUNS = _words(
    """
    i you he she it we they me him us them who whom whose which that this these those one ones oneself myself yourself
    himself herself itself ourselves themselves someone anyone everyone nobody something anything everything nothing
    others another mine yours hers ours theirs
    """
)

AUXILIARIES = _words(
    """
    am is are was were be been being do does did done doing have has had having can could will would shall should may
    might must ought cannot can't couldn't won't wouldn't shouldn't isn't aren't wasn't weren't don't doesn't didn't
    hasn't haven't hadn't
    """
)

FINITE = AUXILIARIES - {"be", "been", "being", "doing", "done", "having"}
"""Auxiliaries in a form that has a subject."""

MODALS = _words("to can could will would shall should may might must cannot did does do don't doesn't didn't let let's")
"""After one of these stands a verb."""

STOP = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | AUXILIARIES
    | MODALS
    | _words(
        """
        again ago ahead almost alone already also although altogether always and anyway anywhere apart aside away back
        because beforehand but certainly clearly currently directly early earlier else enough entirely especially etc
        even eventually ever everywhere exactly far fairly finally first fully further generally hardly hence here how
        however if instead indeed initially just largely last later least less likely mainly maybe merely mostly much
        namely nearly never nevertheless next nonetheless nor not now nowadays often once only or other otherwise own
        part particularly perhaps possibly potentially precisely previously primarily probably quickly quite rather
        really recently roughly same second seldom simply simultaneously slightly so sometimes somewhat soon
        specifically still subsequently suddenly supposedly then there thereby therefore though thus today together
        tomorrow too truly twice typically ultimately unless usually very well when whenever where whereas wherever
        whether while why yesterday yet e.g i.e e.g. i.e. according due based
        """
    )
)
"""Words that say nothing by themselves: no answer begins or ends with one, and they give none away."""

VAGUE_NOUNS = _words(
    """
    agent agreement appeal asset backdrop behaviour blend body book branch bulge bulk burden call campaign category
    chapter child client company condition customer customization developer doctor document employee environment episode
    exam executive file friend game guess guest head home house improvement industry infection input institution
    instruction investor issue lack leader light local location man market mention name network newspaper note notion
    number object offer omission opponent optimization others page paper parent partner patient phone phrase player
    professor program provider purchase reader reception reform reminder report researcher run scenario school search
    section sentence session sign speaker staff step store student suspect symbol symptom teacher text ton tree user
    variable victim video visitor volume website woman worker ability access accomplishment achievement action activity
    addition advancement advantage adventure advice age alternative amount analysis angle answer appearance application
    appreciation approach area argument arrangement aspect assessment assistance assumption attempt attention attitude
    attribute audience authenticity awareness background balance barrier basis beauty beginning behavior belief benefit
    bit boost breakthrough capability capacity care case cause challenge chance change character characteristic choice
    circumstance clarity clue combination comfort commitment communication community comparison complexity complication
    component concept concern conclusion confidence connection consequence consideration consistency construction
    contact content context contribution contributor control conversation core cost course creation creativity criterion
    culture data day deal decision dedication degree demand dependency description design desire detail determination
    development device difference difficulty dimension direction discipline discovery discussion distinction diversity
    doubt drawback driver duration dynamic ease effect effectiveness efficiency effort element emphasis encounter end
    engagement enhancement entity error essence evaluation event evidence evolution example exchange existence
    expectation experience expert expertise explanation exploration exposure expression extent factor failure
    familiarity fashion feature feedback feeling field figure finding flexibility focus force form format foundation
    framework freedom function functionality future gap goal ground group growth guidance guideline habit handling help
    hurdle idea identification image imagination impact implementation implication importance impression increase
    indication individual influence information initiative innovation insight inspiration instance integration integrity
    intelligence intent intention interaction interest interpretation intervention introduction intricacy investigation
    involvement item job journey judgment kind knowledge landscape layer learning lesson level life limit limitation
    line link list logic look loss luck manner material matter meaning means measure mechanism member message method
    mind mindset model moment motivation movement narrative nature necessity need norm nuance objective observation
    obstacle occasion occurrence offering operation opinion opportunity option order organization origin outcome outlook
    output overview part participant participation party passion past path pattern people percentage perception
    performance period person personality perspective phase phenomenon philosophy picture piece place plan platform play
    point policy position possibility potential power practice preference preparation presence present pressure
    principle priority problem procedure process product production productivity professional progress project property
    proportion prospect purpose pursuit quality quantity question range rate reality realm reason reasoning recognition
    recommendation reduction reference reflection relation relationship relevance reliability request requirement
    research resilience resolution resource respect response responsibility rest restriction result return revelation
    reward risk role routine rule sake sample satisfaction scale scene scope sector sense sequence series service set
    setting setup shape share shift side significance situation size skill society solution sort source space specific
    speed stability stage standard standpoint start state statement status story strategy strength stress structure
    struggle study style subject success suggestion summary support surface surprise system talent target task team
    technique technology tendency term test theme theory thing thinking thought threat time tip title tool topic total
    touch trait transformation transition transparency treatment trend trust truth turn type uncertainty understanding
    unit usage use usefulness value variation variety version view viewer viewpoint vision warning way weakness weight
    willingness word work world year youth
    """
)
"""Nouns that twenty others could stand for: alone, or behind an adjective of the same kind, no answer."""

EMPTY_ADJECTIVES = _words(
    """
    actual available certain corresponding crucial different entire given important key main many new other overall own
    particular possible respective same several significant specific such various whole
    """
)
"""A noun says as much without one of these before it."""


INSTRUCTIONS = frozenset(
    """
    add adjust analyse analyze apply ask assess assume avoid avoiding be begin bring calculate choose combine compare
    compute consider convert create decide define delete describe determine differentiate discuss distribute divide
    don't eliminate embrace encourage ensure establish evaluate examine explain explore find follow generate give
    identify ignore implement include initialize install integrate introduce invest isolate join keep learn let
    leverage maintain make memorize minimize modify monitor multiply never obtain pick practise predict prepare
    prioritize provide recall recognize reduce remember remove rename repeat replace revise select send simplify solve
    substitute subtract tell translate treat try understand upload use utilize validate verify visualize write
    """.split()
)
"""Words that hardly begin a name of several words."""

LABELS = _words(
    """
    action advantage analysis anatomy answer appearance application approach argument background benefit body
    calculation case cause challenge characteristic classification clinical complication component composition con
    concept conclusion consequence consideration consistency content context control criticism definition
    demographic description detail diagnosis diagnostic disadvantage effect epidemiology etiology evidence example
    execution exercise explanation feature finding focus format formula frequency function future goal histology
    history idea impact implementation implication importance improvement incidence indication initialization
    insight interpretation investigation issue key lesson limitation location management mechanism method
    methodology mindset misconception morphology motivation nomenclature note objective observation opportunity
    option origin outcome overview part pathogenesis pathophysiology pattern performance perspective physiology
    presentation prevalence prevention principle pro problem procedure process prognosis property purpose question
    rationale reaction reason recommendation reminder requirement response result risk role scenario setup sign
    significance solution source stage statement step strategy structure summary symptom takeaway target task theme
    tip topic treatment trend type usage use variability verdict warning
    """
)
"""Lead-ins that sort a list and are no answers: ``**Purpose**: …``; in the singular."""


NAME_JOINS = _words("of the de da del la von van der di du al bin ibn")
"""Small words inside a name: ``Bank of England``."""

COUNTED = _words(
    """
    act appendix article book chapter chapters class day episode example exercise fig figure grade group hook layer
    lecture lesson level levels module no page part phase plan point problem question round rule season section series
    set slide stage step theorem tier type unit version volume week
    """
)
"""Nouns whose number is a label, not a quantity: ``chapter 3``."""

IRREGULAR = dict(
    pair.split("=")
    for pair in """
    matrices=matrix vertices=vertex indices=index appendices=appendix
    axes=axis children=child men=man women=woman people=person feet=foot
    teeth=tooth mice=mouse criteria=criterion phenomena=phenomenon bacteria=bacterium media=medium formulae=formula
    radii=radius nuclei=nucleus foci=focus stimuli=stimulus alumni=alumnus fungi=fungus viri=virus genera=genus
    lives=life wives=wife knives=knife leaves=leaf halves=half wolves=wolf
    bought=buy sold=sell sale=sell sales=sell built=build sent=send died=death dead=death die=death dies=death
    dying=death grew=grow grown=grow growth=grow lost=loss long=length longer=length
    longest=length strong=strength stronger=strength high=height wide=width wider=width deep=depth thought=think
    written=write wrote=write driven=drive drove=drive chosen=choose chose=choose choice=choose choices=choose
    proof=prove proofs=prove proven=prove belief=believe beliefs=believe broke=break broken=break spoke=speak
    spoken=speak speech=speak fell=fall fallen=fall rose=rise risen=rise ran=run began=begin begun=begin won=win
    took=take taken=take gave=give given=give knew=know known=know saw=see seen=see drew=draw
    drawn=draw held=hold kept=keep led=lead meant=mean met=meet paid=pay payment=pay sang=sing song=sing
    stole=steal stolen=steal theft=thief thieves=thief taught=teach felt=feel fought=fight shot=shoot shots=shoot
    fed=feed food=feed bled=bleed blood=bleed bound=bind froze=freeze frozen=freeze heat=hot warm=warmth
    true=truth young=youth poor=poverty free=freedom wise=wisdom hungry=hunger angry=anger
    analyze=analysis analyzes=analysis analyzed=analysis analyzing=analysis
    maximal=maximum maximize=maximum minimal=minimum minimize=minimum
    optimal=optimum optimize=optimum simple=simplicity simplify=simplicity
    france=french britain=british england=english spain=spanish china=chinese japan=japanese
    russia=russian america=american europe=european italy=italian greece=greek india=indian
    portugal=portuguese netherlands=dutch turkey=turkish poland=polish sweden=swedish brazil=brazilian
    mexico=mexican canada=canadian australia=australian africa=african asia=asian egypt=egyptian rome=roman
    christ=christian muslim=islamic judaism=jewish jews=jewish jew=jewish
    kidney=renal kidneys=renal heart=cardiac liver=hepatic lung=pulmonary lungs=pulmonary brain=cerebral
    moon=lunar sun=solar sea=marine teeth=dental
    col=colonel dr=doctor prof=professor sgt=sergeant gen=general lt=lieutenant capt=captain gov=governor
    sen=senator rep=representative pres=president
    """.split()
)
"""Words and what to compare them by, where no ending tells that they are one."""

SUFFIXES = _words(
    """
    ization isation ational fulness ousness iveness ations ation ators ator ments ment ities ity ically ical ances ance
    ancy ences ence ency ings ing edly ies ied ions ion ness ers er ors or ists ist istic isms ism ants ant ents ent
    ives ive ous als al ally tics tic sis ses ics ic ed es ly ably able ible ability ibility s e y
    """
)
"""Endings that are cut off to compare words by their stems, the longest that there is."""
