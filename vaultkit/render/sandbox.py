"""Running a template in Jinja's sandbox: parsed, checked against the rules, then laid out."""

from collections.abc import Collection, Mapping

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vaultkit.notes.quoting import quoted
from vaultkit.render.filters import FILTERS
from vaultkit.render.placing import Gaps
from vaultkit.render.refused import Refused
from vaultkit.render.rules import check

LONGEST_TEMPLATE = 32_768


def lay_out(source: str, values: Mapping[str, object], own_blocks: Collection[str] = ()) -> str:
    """The text that a template makes. Refused, with the line, where it goes beyond the rules.

    `own_blocks` are the values that vaultkit wrote itself, so that the marks in them are real.
    """
    if len(source) > LONGEST_TEMPLATE:
        raise Refused(0, f"a template may have {LONGEST_TEMPLATE} characters, this one has {len(source)}")
    if "\0" in source:
        raise Refused(
            source[: source.index("\0")].count("\n") + 1, "a NUL character, which no text should hold"
        )
    gaps = Gaps(own_blocks)
    environment = _environment(gaps)
    tree = _parse(environment, source)
    check(tree, values)
    _route_values(tree)
    try:
        code = environment.compile(tree, filename="<template>")
        template = Template.from_code(environment, code, {})
        laid_out = "".join(gaps.spend(piece) for piece in template.generate(values))
    except TemplateSyntaxError as error:
        raise Refused(error.lineno, _unreadable(error)) from None
    except TemplateError as error:
        raise Refused(0, _unreadable(error)) from None
    return gaps.fill(laid_out)


def _environment(gaps: Gaps) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        cache_size=0,
    )
    environment.globals.clear()
    environment.tests.clear()
    # The last two have names that no template can write.
    environment.filters = {**FILTERS, "place value": gaps.place, "each item": gaps.each}
    return environment


def _parse(environment: ImmutableSandboxedEnvironment, source: str) -> nodes.Template:
    try:
        return environment.parse(source)
    except TemplateSyntaxError as error:
        raise Refused(error.lineno, _unreadable(error)) from None
    except RecursionError:
        raise Refused(0, "this is nested too deeply; write it more simply") from None
    except ValueError:
        raise Refused(0, "a number in this template is too long to read") from None


def _unreadable(error: TemplateError) -> str:
    return f"this cannot be read as a template: {quoted(error.message, 200)}"


def _route_values(tree: nodes.Template) -> None:
    """Tell each filter its line, and send what is written or looped over through the gaps."""
    for used in list(tree.find_all(nodes.Filter)):
        used.args.insert(0, _line(used))
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            child if isinstance(child, nodes.TemplateData) else _through("place value", child)
            for child in output.nodes
        ]
    for loop in tree.find_all(nodes.For):
        loop.iter = _through("each item", loop.iter)


def _through(name: str, child: nodes.Node) -> nodes.Filter:
    return nodes.Filter(
        child, name, [_line(child)], [], None, None, lineno=child.lineno, environment=child.environment
    )


def _line(node: nodes.Node) -> nodes.Const:
    return nodes.Const(node.lineno, lineno=node.lineno, environment=node.environment)
