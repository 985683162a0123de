"""A formula is given to MathJax only if it is made of names that are known to show something and do nothing else."""

from __future__ import annotations

import pytest

from noteport.markup.tex import only_shows


@pytest.mark.parametrize(
    "tex",
    [
        "",
        r"x^2_{ij} < 5\%",
        r"\frac{a}{b} \cdot \sqrt[3]{\alpha}",
        r"\left\{ x \mid y \right\}",
        r"\begin{pmatrix}1&2\\x&4\end{pmatrix}",
        r"\begin {array}[t]{c|c} a & b\\[2em] \hline c & d\end{array}",
        r"\begin{alignedat}{2} a&=b\end{alignedat}",
        r"\begin{matrix*}[r] a\end{matrix*}",
        r"\operatorname*{arg\,max}_x \text{ if } \cancel{y}",
        r"\ce{^{227}_{90}Th+ ->[\Delta] H2O v}",
        r"\xrightarrow[below]{above}",
        "{" * 40 + "x" + "}" * 40,
    ],
)
def test_what_only_shows_something(tex: str) -> None:
    assert only_shows(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(http://a)}{x}",
        r"\mmlToken{mi}[style='background:url(http://a)']{x}",
        r"\unicode[x;background:url(http://a)]{65}",
        r"\let\h\href\h{javascript:alert(1)}{x}",
        r"\renewcommand{\frac}[2]{#2}",
        r"\DeclareMathOperator{\sin}{cos}",
        r"\require{action}\toggle{a}{b}\endtoggle",
        r"\bbox[background:url(http://a)]{x}",
        r"\fcolorbox{red;background:url(//a)}{white}{x}",
        r"\colorbox{red;background:url(//a)}{x}",
        r"\definecolor{red}{named}{blue}",
        r"\color{red}{x}",
        r"\textcolor[RGB]{1,2,3}{x}",
        r"\cellcolor{red}",
        r"\enclose{circle}[mathcolor=red]{x}",
        r"\class{a}{x} \cssId{b}{y}",
        r"\label{a}",
        r"\verb|x|",
        r"\whatever{x}",
        r"\Frac{a}{b}",
    ],
)
def test_macros_that_are_not_on_the_list(tex: str) -> None:
    assert not only_shows(tex)
    assert not only_shows(rf"\text{{a ${tex}$}}")


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{array}{>{\color{red}}c}a\end{array}",
        r"\begin{array}{p{1em;background:url(//a)}}a\end{array}",
        r"\begin{array}c a\end{array}",
        r"\begin{matrix*}[r;background:url(//a)]a\end{matrix*}",
        r"\begin{empheq}[box=\bbox]{align}a\end{empheq}",
        r"\begin{whatever}a\end{whatever}",
        r"\begin\x",
        r"\cancel[mathbackground=red;background:url(//a)]{x}",
        r"\xcancel [color=red]{x}",
        r"\underbracket[1em;x]{x}",
    ],
)
def test_arguments_that_could_set_a_style(tex: str) -> None:
    assert not only_shows(tex)


@pytest.mark.parametrize("tex", ["{", "}", "}{", r"\frac{a", "x\\", r"a\)b", r"\(a", r"a\]", "\\\n", "\\\u212a", r"\é"])
def test_what_would_end_elsewhere_than_it_is_written_to_end(tex: str) -> None:
    assert not only_shows(tex)


def test_mhchem_reads_its_argument_anew() -> None:
    assert not only_shows(r"\ce{\\href{javascript:alert(1)}{x}}")
    assert not only_shows(r"\pu{1 \\color{red}}")


@pytest.mark.parametrize("tex", ["x" * 4_001, "{" * 41 + "}" * 41])
def test_what_is_too_long_or_too_deep(tex: str) -> None:
    assert not only_shows(tex)
