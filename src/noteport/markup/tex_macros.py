r"""The allowed parts of a formula: names of TeX macros and environments that only show something.

Each name is one of MathJax 3.2, which shows cards (its documentation, "TeX and LaTeX Support"). Macros are left out if
they link, load, colour, set styles, attributes or ids, or define names that other cards would use.
"""

from __future__ import annotations

_LETTERS = """
    aleph alpha And angle backprime backslash Bbbk beta beth bigstar blacklozenge blacksquare blacktriangle
    blacktriangledown bot Box celsius checkmark chi circledR circledS clubsuit complement daleth degree Delta
    delta diagdown diagup Diamond diamondsuit digamma ell emptyset epsilon eta eth exists Finv flat forall Game
    Gamma gamma gimel hbar heartsuit hslash Im imath infty iota jmath kappa Lambda lambda lnot lozenge maltese
    measuredangle mho micro mu nabla natural neg nexists nu ohm Omega omega omicron partial perthousand Phi phi
    Pi pi prime Psi psi Re rho S sharp Sigma sigma spadesuit sphericalangle square tau Theta theta top triangle
    triangledown Upsilon upsilon varDelta varepsilon varGamma varkappa varLambda varnothing varOmega varPhi
    varphi varPi varpi varPsi varrho varSigma varsigma varTheta vartheta varUpsilon varXi wp Xi xi yen zeta
"""
"""Letters and symbols."""

_OPERATORS = """
    amalg approx approxeq ast asymp backepsilon backsim backsimeq barwedge because between bigcap bigcirc bigcup
    bigodot bigoplus bigotimes bigsqcup bigtriangledown bigtriangleup biguplus bigvee bigwedge blacktriangleleft
    blacktriangleright bowtie boxdot boxminus boxplus boxtimes bullet Bumpeq bumpeq Cap cap cdot cdotp cdots
    centerdot circ circeq circlearrowleft circlearrowright circledast circledcirc circleddash colon cong coprod
    Cup cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft curvearrowright dagger dashleftarrow
    dashrightarrow dashv ddagger ddots diamond div divideontimes divsymbol Doteq doteq doteqdot dotplus dotsb
    dotsc dotsi dotsm dotso doublebarwedge doublecap doublecup downdownarrows downharpoonleft downharpoonright
    eqcirc eqsim eqslantgtr eqslantless equiv fallingdotseq frown ge geq geqq geqslant gets gg ggg gggtr
    gnapprox gneq gneqq gnsim gt gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hookleftarrow
    hookrightarrow iiiint iiint iint impliedby implies in int intercal intop Join land ldotp ldots le leadsto
    Leftarrow leftarrow leftarrowtail leftharpoondown leftharpoonup leftleftarrows Leftrightarrow leftrightarrow
    leftrightarrows leftrightharpoons leftrightsquigarrow leftthreetimes leq leqq leqslant lessapprox lessdot
    lesseqgtr lesseqqgtr lessgtr lesssim lhd ll Lleftarrow lll llless lnapprox lneq lneqq lnsim Longleftarrow
    longleftarrow Longleftrightarrow longleftrightarrow longmapsto Longrightarrow longrightarrow looparrowleft
    looparrowright lor Lsh lt ltimes lvertneqq mapsto mid models mp multimap ncong ne nearrow neq ngeq ngeqq
    ngeqslant ngtr ni nLeftarrow nleftarrow nLeftrightarrow nleftrightarrow nleq nleqq nleqslant nless nmid
    notin nparallel nprec npreceq nRightarrow nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq
    nsucc nsucceq nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nVDash
    nVdash nvDash nvdash nwarrow odot oint ominus oplus oslash otimes owns parallel perp pitchfork pm prec
    precapprox preccurlyeq preceq precnapprox precneqq precnsim precsim prod propto restriction rhd Rightarrow
    rightarrow rightarrowtail rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows
    rightsquigarrow rightthreetimes risingdotseq Rrightarrow Rsh rtimes searrow setminus shortmid shortparallel
    sim simeq smallfrown smallint smallsetminus smallsmile smile sqcap sqcup sqsubset sqsubseteq sqsupset
    sqsupseteq star Subset subset subseteq subseteqq subsetneq subsetneqq succ succapprox succcurlyeq succeq
    succnapprox succneqq succnsim succsim sum Supset supset supseteq supseteqq supsetneq supsetneqq surd swarrow
    therefore thickapprox thicksim times to triangleleft trianglelefteq triangleq triangleright trianglerighteq
    twoheadleftarrow twoheadrightarrow unlhd unrhd upharpoonleft upharpoonright uplus upuparrows varpropto
    varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq vartriangle vartriangleleft vartriangleright Vdash
    vDash vdash vdots vee veebar Vvdash wedge wr
"""
"""Operators, relations, arrows and dots."""

_DELIMITERS = """
    Arrowvert arrowvert bracevert Downarrow downarrow langle lbrace lbrack lceil lfloor lgroup llcorner
    lmoustache lparen lrcorner lVert lvert rangle rbrace rbrack rceil rfloor rgroup rmoustache rparen rVert
    rvert ulcorner Uparrow uparrow Updownarrow updownarrow urcorner Vert vert
"""
"""Brackets and other delimiters."""

_RELATIONS = """
    bigtimes centercolon centernot Colonapprox colonapprox Coloneq coloneq Coloneqq coloneqq Colonsim colonsim
    dblcolon Eqcolon eqcolon Eqqcolon eqqcolon iff longleftrightarrows longLeftrightharpoons
    longRightleftharpoons longrightleftharpoons ndownarrow not nuparrow ordinarycolon tripledash vdotswithin
"""
"""More relations, from packages besides amsmath."""

_FUNCTIONS = """
    arccos arcsin arctan arg bmod cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf
    limsup ln log max min mod operatorname pmod pod Pr projlim sec sin sinh sup tan tanh varinjlim varliminf
    varlimsup varprojlim
"""
"""Named functions."""

_FONTS = """
    Bbb bf boldsymbol cal displaystyle frak Huge huge it LARGE Large large mathbb mathbf mathbfcal mathbffrak
    mathbfit mathbfscr mathbfsf mathcal mathfrak mathit mathnormal mathrm mathscr mathsf mathsfit mathtt mathup
    mbox mit normalsize oldstyle pmb rm scr scriptscriptstyle scriptsize scriptstyle sf small symbb symbf symcal
    symfrak symit symrm symscr symsf symtt text textbf textit textnormal textrm textsf textstyle texttt textup
    tiny tt
"""
"""Fonts, sizes and text."""

_CONSTRUCTS = """
    acute adjustlimits atop bar bcancel Big big Bigg bigg Biggl biggl Biggm biggm Biggr biggr Bigl bigl Bigm
    bigm Bigr bigr binom boxed Bra bra brace brack Braket braket breve buildrel cancel cancelto cfrac check
    choose clap cramped dbinom ddddot dddot ddot dfrac dot fbox frac grave hat hphantom Ket ket Ketbra ketbra
    left limits llap mathbin mathchoice mathclap mathclose mathinner mathllap mathop mathopen mathord mathpunct
    mathrel mathring mathrlap mathstrut middle nolimits over overbrace overbracket overleftarrow
    overleftrightarrow overline overparen overrightarrow overset overunderset phantom prescript right rlap root
    Set set sideset smash splitdfrac splitfrac sqrt stackbin stackrel strut substack tbinom tfrac tilde
    underbrace underbracket underleftarrow underleftrightarrow underline underparen underrightarrow underset
    vcenter vec vphantom widehat widetilde xcancel xhookleftarrow xhookrightarrow xLeftarrow xleftarrow
    xleftharpoondown xleftharpoonup xLeftrightarrow xleftrightarrow xLeftrightharpoons xleftrightharpoons
    xlongequal xmapsto xRightarrow xrightarrow xrightharpoondown xrightharpoonup xRightleftharpoons
    xrightleftharpoons xtofrom xtwoheadleftarrow xtwoheadrightarrow
"""
"""Fractions, roots, accents, braces and boxes: macros that combine other parts."""

_LAYOUT = """
    cases cr displaylines dots enspace hdashline hfil hfill hline hskip hspace idotsint kern LaTeX matrix mkern
    mskip mspace negmedspace negthickspace negthinspace newline nobreakspace nonumber notag pmatrix qquad quad
    shoveleft shoveright space tag TeX thinspace
"""
"""Rows, spacing and numbering."""

_CHEMISTRY = """
    bond ce pu
"""
"""Chemical formulas and units, from mhchem."""

MACROS = frozenset(
    " ".join(
        (_LETTERS, _OPERATORS, _DELIMITERS, _RELATIONS, _FUNCTIONS, _FONTS, _CONSTRUCTS, _LAYOUT, _CHEMISTRY)
    ).split()
)

SYMBOLS = frozenset("\\{}|_#$%&,:;>! ")
r"""Macros of one character, such as ``\{`` and ``\\``."""

ENVIRONMENTS = frozenset(
    """
    align align* aligned bmatrix bmatrix* Bmatrix Bmatrix* bsmallmatrix Bsmallmatrix cases cases* CD dcases dcases*
    drcases eqnarray eqnarray* equation equation* flalign flalign* gather gather* gathered lgathered matrix matrix*
    multline multline* multlined pmatrix pmatrix* psmallmatrix rcases rcases* rgathered smallmatrix smallmatrix* split
    vmatrix vmatrix* Vmatrix Vmatrix* vsmallmatrix Vsmallmatrix
    """.split()
)
"""Environments without an argument."""
