"""Flows as Mermaid charts, drawn from their declarations; the same flow gives the same text."""

from flows.engine.nodes import Ask, End, Flow, Node, Route, routes_of

HEAD = "flowchart TD"
ESCAPES = str.maketrans({"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;"})
SHAPES = {
    "ask": ('["', '"]'),
    "tell": ('[/"', '"/]'),
    "junction": ('{"', '"}'),
    "end": ('(["', '"])'),
}
"""A question is a box, a statement slanted, a junction a diamond, an end round."""
ELSE = "else"


def draw(flow: Flow) -> str:
    """Give the chart of a flow: its nodes in declared order, then its routes in order."""
    nodes = [f"    {_name(node.id)}{_shape(node)}" for node in flow.nodes]
    routes = [
        f"    {_name(node.id)} -->{_label(node, route)} {_name(route.to)}"
        for node in flow.nodes
        for route in routes_of(node)
    ]
    return "\n".join((HEAD, *nodes, *routes)) + "\n"


def _name(node: str) -> str:
    """Give an id that no word of Mermaid can clash with."""
    return f"n_{node}"


def _shape(node: Node) -> str:
    kind = _kind(node)
    before, after = SHAPES[kind]
    how = f"<br/>{_quoted(node.kind.reads)}" if isinstance(node, Ask) else ""
    return f"{before}{_quoted(node.id)}{how}{after}"


def _kind(node: Node) -> str:
    if isinstance(node, Ask):
        return "ask"
    if isinstance(node, End):
        return "end"
    return "junction" if node.silent else "tell"


def _label(node: Node, route: Route) -> str:
    """Write the guard on an arrow; the last route says "else", a lone one says nothing."""
    if len(routes_of(node)) == 1 and route.when is None:
        return ""
    return f'|"{_quoted(route.when.label if route.when else ELSE)}"|'


def _quoted(text: str) -> str:
    """Escape what Mermaid would read as its own signs."""
    return text.translate(ESCAPES)
