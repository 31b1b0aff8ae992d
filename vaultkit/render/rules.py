"""What a template may say: words, values, conditions and loops; refused before anything runs.

A vault's own templates may come from strangers, and the sandbox alone bounds neither time nor
size: `'x' * 900000000` is worked out while a template is still being compiled. So the parsed
template is walked first, and whatever is not on the short list below goes no further.
"""

from collections.abc import Collection

from jinja2 import nodes

from vaultkit.notes.quoting import quoted
from vaultkit.render.filters import FILTERS
from vaultkit.render.refused import Refused

_DEEPEST = 40
_DEEPEST_LOOP = 2
_LONGEST_LITERAL = 1000
_LARGEST_LITERAL = 1_000_000

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Operand,
    # Holds an autoescape tag, which is refused with its own line.
    nodes.Scope,
)


def check(template: nodes.Template, known: Collection[str]) -> None:
    """Raise Refused, with the line, for the first thing in the template that it may not say.

    `known` are the names that have a value.
    """
    _check(template, frozenset(known), 0, 0)


def _check(node: nodes.Node, known: frozenset[str], depth: int, loops: int) -> None:
    if depth > _DEEPEST:
        raise Refused(node.lineno, "this is nested too deeply; write it more simply")
    inside = node.fields
    match node:
        case nodes.For():
            loops += 1
            item = _check_loop(node, loops)
            for child in (node.iter, *node.else_):
                _check(child, known, depth + 1, loops)
            inside, known = ("body", "test"), known | {item}
        case nodes.Name():
            _check_name(node, known)
        case nodes.Const():
            _check_literal(node)
        case nodes.Compare():
            if any(operand.op not in ("eq", "ne") for operand in node.ops):
                raise Refused(node.lineno, "values can be compared with == and !=")
        case nodes.Filter():
            _check_filter(node)
        case nodes.CondExpr():
            if node.expr2 is None:
                raise Refused(node.lineno, "say what stands here otherwise: … if … else …")
        case _:
            if not isinstance(node, _ALLOWED):
                raise Refused(node.lineno, _why_not(node))
    for child in node.iter_child_nodes(only=inside):
        _check(child, known, depth + 1, loops)


def _check_loop(loop: nodes.For, loops: int) -> str:
    """The name that the loop gives its items."""
    if loops > _DEEPEST_LOOP:
        raise Refused(loop.lineno, "loops may stand inside each other two deep, no deeper")
    if loop.recursive or not isinstance(loop.target, nodes.Name) or not isinstance(loop.iter, nodes.Name):
        raise Refused(
            loop.lineno, "a loop has the form {% for item in names %}, over one of the lists given here"
        )
    return loop.target.name


def _check_name(name: nodes.Name, known: frozenset[str]) -> None:
    if name.name in known:
        return
    from difflib import get_close_matches

    near = get_close_matches(name.name, known, 1)
    hint = f"; did you mean '{near[0]}'?" if near else "."
    raise Refused(
        name.lineno, f"'{quoted(name.name)}' is not known here{hint} Known: {', '.join(sorted(known))}"
    )


def _check_literal(literal: nodes.Const) -> None:
    if isinstance(literal.value, str):
        if len(literal.value) > _LONGEST_LITERAL:
            raise Refused(literal.lineno, f"a text in quotation marks may have {_LONGEST_LITERAL} characters")
    elif literal.value is not None and abs(literal.value) > _LARGEST_LITERAL:
        raise Refused(literal.lineno, f"a number may go up to {_LARGEST_LITERAL}")


def _check_filter(node: nodes.Filter) -> None:
    if node.name not in FILTERS:
        raise Refused(
            node.lineno, f"there is no filter '{quoted(node.name)}'. Known: {', '.join(sorted(FILTERS))}"
        )
    if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise Refused(node.lineno, f"'{node.name}' is written as {{{{ value | {node.name} }}}}")
    most = 1 if node.name in ("join", "default") else 0
    if len(node.args) > most or not all(isinstance(argument, nodes.Const) for argument in node.args):
        takes = "at most one text in quotation marks" if most else "nothing in brackets"
        raise Refused(node.lineno, f"'{node.name}' takes {takes}")


def _why_not(node: nodes.Node) -> str:
    match node:
        case nodes.Call():
            return "nothing can be called with ( ) in a template"
        case nodes.Getattr() | nodes.Getitem():
            return "a template cannot look inside a value with '.' or '[ ]'"
        case nodes.BinExpr() | nodes.UnaryExpr() | nodes.Concat():
            return "a template cannot calculate; values can stand side by side, as in {{ week }}{{ me }}"
        case nodes.Test():
            return "'is' is not available; write {% if partner %} or {% if weekday == 'Sunday' %}"
        case nodes.Stmt():
            return "the tags of a template are if, elif, else, endif, for and endfor, no others"
        case _:
            return "only names, texts in quotation marks and numbers can stand here"
