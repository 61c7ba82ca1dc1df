"""Draws an operator's marbles as an SVG picture, from the test that is called `drawn` in the operator's test file."""

import re
from html import escape

STEP, TOP, LINE, RADIUS = 30, 22, 44, 11
COLORS = ["#4c78a8", "#e4572e", "#54a24b", "#b279a2", "#d18f00", "#2a9d8f", "#9c6b4e", "#7a7f87"]
LINE_COLOR, TEXT_COLOR = "#8a8f98", "#6a6f78"


def frames(diagram):
    """The events of each frame: elements by their names, and the ends `|`, `#` and `!`."""
    found, group, index = [], None, 0
    while index < len(diagram):
        character = diagram[index]
        event = None
        if character == "-":
            found.append([])
        elif character == "(":
            group = []
        elif character == ")":
            found.append(group)
            group = None
        elif character == "'":
            end = diagram.index("'", index + 1)
            event, index = diagram[index + 1 : end], end
        elif character != " ":
            event = character
        if event is not None:
            found.append([event]) if group is None else group.append(event)
        index += 1
    return found


def balanced(text, start):
    """The end of what opens at a place, behind its closing bracket; strings count as one."""
    depth, index = 0, start
    while True:
        character = text[index]
        if character == '"':
            index = re.compile(r'"(?:[^"\\]|\\.)*"').match(text, index).end() - 1
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1


class Picture:
    def __init__(self, name, sources, result, code):
        self.name, self.code = name, code
        self.sources, self.result = [frames(source) for source in sources], frames(result)
        self.alt = escape(" ".join([*sources, "becomes", result]).replace("|", "&#124;"), quote=True).replace("&amp;#124;", "&#124;")

    @property
    def svg(self):
        lines = [*self.sources, None, self.result]
        names = [event for line in lines if line is not None for frame in line for event in frame]
        self.colors = {name: COLORS[number % len(COLORS)] for number, name in enumerate(dict.fromkeys(names))}
        longest = max(len(line) for line in lines if line is not None)
        width = max(longest * STEP + 40, len(self.code) * 7 + 30)
        parts, y = [], TOP
        for line in lines:
            parts += self.box(y, width) if line is None else self.row(line, y, width)
            y += LINE
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y - TOP}" font-family="ui-monospace, monospace">'
        return "\n".join([head, *parts, "</svg>", ""])

    def box(self, y, width):
        return [
            f'<rect x="4" y="{y - 14}" width="{width - 8}" height="28" rx="5" fill="none" stroke="{LINE_COLOR}"/>',
            f'<text x="{width // 2}" y="{y + 4}" font-size="11" text-anchor="middle" fill="{TEXT_COLOR}">{escape(self.code)}</text>',
        ]

    def row(self, line, y, width):
        has_ended = any(event in "|#!" for frame in line for event in frame)
        last = 20 + (len(line) - 1) * STEP if has_ended else width - 12
        parts = [f'<path d="M6 {y}H{last}" stroke="{LINE_COLOR}" stroke-width="1.5"/>']
        if not has_ended:
            parts.append(f'<path d="M{last - 6} {y - 4}L{last} {y}L{last - 6} {y + 4}" fill="none" stroke="{LINE_COLOR}" stroke-width="1.5"/>')
        for number, frame in enumerate(line):
            x = 20 + number * STEP
            elements = [event for event in frame if event not in ("|", "#", "!")]
            # An end stands behind the elements of its moment.
            parts += [self.end(event, x + (RADIUS + 6 if elements else 0), y) for event in frame if event in ("|", "#")]
            for place, element in enumerate(reversed(elements)):
                parts += self.marble(element, x + (len(elements) - 1 - place) * 7, y)
        return parts

    def end(self, event, x, y):
        path = f"M{x} {y - 10}V{y + 10}" if event == "|" else f"M{x - 6} {y - 6}L{x + 6} {y + 6}M{x - 6} {y + 6}L{x + 6} {y - 6}"
        return f'<path d="{path}" stroke="{LINE_COLOR if event == "|" else "#d62728"}" stroke-width="2.5"/>'

    def marble(self, name, x, y):
        size = 12 if len(name) == 1 else 10 if len(name) == 2 else 8
        return [
            f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{self.colors[name]}" stroke="#ffffff"/>',
            f'<text x="{x}" y="{y + 4}" font-size="{size}" text-anchor="middle" fill="#ffffff">{escape(name)}</text>',
        ]


def of(path, root):
    """The pictures of an operator's file."""
    if not path.is_relative_to(root / "Sources/Dataflow"):
        return []
    relative = path.relative_to(root / "Sources/Dataflow")
    test = root / "Tests/DataflowTests" / relative.with_name(relative.stem + "Tests.swift")
    if not test.exists():
        return []
    text = test.read_text()
    start = text.find("func drawn()")
    if start < 0:
        return []
    body = text[text.index("{", start) : balanced(text, text.index("{", start))]
    found, position = [], body.find("expectMarbles(")
    while position >= 0:
        opening = body.index("(", position)
        end = balanced(body, opening)
        closure = body.index("{", end)
        last = balanced(body, closure)
        before, result = re.match(r'\((.*?)\bgives: "([^"]*)"', body[opening:end], re.S).groups()
        code = re.sub(r"\s+", " ", body[closure + 1 : last - 1]).strip()
        code = re.sub(r"^_ in ", "", code)
        name = path.stem if not found else f"{path.stem}{len(found) + 1}"
        found.append(Picture(name, re.findall(r'"([^"]*)"', before), result, code))
        position = body.find("expectMarbles(", last)
    return found


def assign(found, signatures):
    """Which operator of a file each picture shows: that of its name and first label, else the first of its name."""
    drawn = {}
    for picture in found:
        call = re.match(r"(?:\$0(?:\[0\])?\.|Flow(?:<\w+>)?(?=\.))?(\.?\w+)(?:\((?:(\w+):)?)?", picture.code)
        same = [s for s in signatures if s.startswith(call[1] + "(") and s not in drawn]
        exact = [s for s in same if s.startswith(f"{call[1]}({call[2] or '_'}:")]
        if not same:
            raise SystemExit(f"{picture.name}: nothing that is drawn is called {call[1]}.")
        drawn[(exact or same)[0]] = picture
    return drawn
