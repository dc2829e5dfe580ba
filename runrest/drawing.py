"""From a picture to Graphviz and Mermaid: the only file that knows the graphviz package."""

from __future__ import annotations

import graphviz
from typing import TYPE_CHECKING, Any

from runrest.palette import THEMES, Theme
from runrest.picturing import QUESTION_WIDTH, SAY_WIDTH, break_lines
from runrest.placing import Plan, place

if TYPE_CHECKING:
    from runrest.picturing import Arrow, Card, Picture

FONT = "Helvetica,Arial,sans-serif"


def plain(text: str) -> str:
    clean = "".join(c for c in text if c == "\n" or (c.isprintable() or c == " "))
    return clean


def quoted(text: str) -> str:
    return graphviz.nohtml(graphviz.escape(plain(text).replace("&", "&amp;")))


def markup(text: str) -> str:
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("\\", "&#92;")


class Sheet:
    def __init__(self, picture, theme, rich=True):
        self.picture, self.theme, self.rich = picture, theme, rich
        self.plan = place(picture)
        long = self.plan.rows > 9
        self.say = 46 if long else 34
        self.width = 4.0 if long else 3.1
        self.qwidth = 3.1
        self.g = graphviz.Digraph(picture.name)
        self.c = graphviz.Digraph("cluster_sheet")

    def dot(self):
        t, p = self.theme, self.picture
        foot = "".join(quoted(line) + "\\l" for l in p.footer for line in break_lines(l, 100))
        self.g.attr("graph", rankdir="TB", splines="true", nodesep="0.22", ranksep="0.30", pad="0.3,0.25", margin="0", size="7.5,10.6",
            bgcolor=t.paper, outputorder="edgesfirst", fontname=FONT, fontsize="10.5", fontcolor=t.small, labelloc="b", labeljust="l",
            label="&#160;\\l" + foot, tooltip=quoted(p.summary))
        self.g.attr("node", shape="box", style="rounded,filled", fontname=FONT, fontsize="13", height="0.6", margin="0.12,0.07")
        self.g.attr("edge", color=t.quiet, fontcolor=t.small, penwidth="1.3", arrowsize="0.8", fontname=FONT, fontsize="12", edgetooltip=" ")
        title = f'<<b>{markup(p.title)}</b><br align="left"/>>'
        self.c.attr(peripheries="0", margin="4", labelloc="t", labeljust="l", label=title, fontsize="21", fontcolor=t.ink, fontname=FONT, tooltip=" ")
        pl = self.plan
        cards = {c.id: c for c in p.cards}
        ranks = {r: [] for r in range(pl.rows)}
        for c in p.cards:
            self.card(c)
        prev_side = None
        for one in pl.order:
            self.right(one, ranks)
        # spine
        down = {(a.start, a.end): a for a in pl.down}
        for a, b in zip(pl.order, pl.order[1:]):
            ml = pl.row[b] - pl.row[a]
            if (a, b) in down:
                self.edge(a, b, down[a, b], weight="10", minlen=str(ml))
            else:
                self.c.edge(a, b, style="invis", weight="10", minlen=str(ml))
            
        if pl.below:
            a = pl.below
            self.edge(a.start, a.end, a, weight="10", minlen=str(pl.row[a.end]-pl.row[a.start]))
        side = []
        for one in pl.order:
            ranks[pl.row[one]].insert(0, one)
        self.passing = []
        for lane in sorted(pl.lanes, key=lambda l: -l.level):
            self.lane(lane, ranks)
        for pt, r in self.passing:
            for other in ranks[r]:
                if ".lane" in other and other != pt:
                    self.c.edge(pt, other, style="invis")
        sides = sorted((row, id) for row, id in self.sides)
        for (r1, a), (r2, b) in zip(sides, sides[1:]):
            self.c.edge(a, b, style="invis", weight="5", minlen=str(r2-r1))
        for r, ids in ranks.items():
            if len(ids) > 1:
                with self.c.subgraph() as s:
                    s.attr(rank="same")
                    for i in ids: s.node(i)
        self.g.subgraph(self.c)
        return self.g.source

    sides: list

    def right(self, one, ranks):
        pl = self.plan
        if not hasattr(self, "_s"):
            self._s = True; self.sides = []
        arrows = pl.beside[one]
        base = pl.row[one]
        before = None
        lits = [n for n, a in enumerate(arrows) if a.on_path]
        for n, a in enumerate(arrows):
            end = a.end
            if end in pl.row and end in pl.order:
                end = f"{one}.go"
                self.sign(end, a)
            ranks[base+n].append(end)
            self.sides.append((base+n, end))
            if len(arrows) == 1:
                self.edge(one, end, a, flat=True)
                continue
            pt = f"{one}.fan{n}"
            ranks[base+n].append(pt)
            self.point(pt, f"fan.{one}")
            lit_here = bool(lits) and lits[0] >= n
            line = self.ink(lit_here)
            if n == 0:
                self.c.edge(one, pt, arrowhead="none", tooltip=" ", **line)
            else:
                self.c.edge(before, pt, arrowhead="none", weight="8", tooltip=" ", **line)
            self.edge(pt, end, a, flat=True)
            before = pt

    def lane(self, lane, ranks):
        pl = self.plan
        name = f"lane{lane.level}"
        rows = {}
        for a in lane.arrows:
            for q, arrive in ((a.start, False), (a.end, True)):
                rows.setdefault(pl.row[q], []).append((q, arrive, a))
        inner = {pl.row[q] for l in pl.lanes if l.level < lane.level for a in l.arrows for q in (a.start, a.end)}
        order = sorted(set(rows) | {r for r in inner if min(rows) < r < max(rows)})
        pts = {r: f"{lane.arrows[0].start}.{lane.arrows[-1].end}.{name}.{r}" for r in order}
        for r in order:
            self.point(pts[r], name)
            ranks[r].append(pts[r])
            if r not in rows:
                self.passing.append((pts[r], r))
                continue
            q, arrive, a = rows[r][0]
            lit = any(x.on_path for _, _, x in rows[r])
            if arrive:
                if lane.fan:
                    self.edge(pts[r], q, a, flat=True)
                else:
                    self.c.edge(pts[r], q, tooltip=" ", **self.ink(lit))
            else:
                if lane.fan:
                    self.c.edge(pts[r], q, arrowhead="none", tooltip=" ", **self.ink(lit))
                else:
                    self.edge(pts[r], q, a, flat=True, arrowhead="none")
        for r1, r2 in zip(order, order[1:]):
            lit = any(a.on_path and pl.row[a.start] <= r1 and pl.row[a.end] >= r2 for a in lane.arrows)
            self.c.edge(pts[r1], pts[r2], arrowhead="none", weight="20", minlen=str(r2 - r1), tooltip=" ", **self.ink(lit))

    def ink(self, lit):
        t = self.theme
        return dict(color=t.ink, fontcolor=t.ink, penwidth="3.2", arrowsize="0.9", **{"class": "on-path"}) if lit else {}

    def point(self, id, group):
        self.c.node(id, shape="point", width="0.01", height="0.01", style="invis", label="", group=group)

    def sign(self, id, a):
        t = self.theme
        self.c.node(id, label=quoted(f"Go on at {self.plan.signposts[a.end]}"), style="rounded,filled,dashed", fillcolor=t.kinds["question"].fill,
                    color=t.quiet, fontcolor=t.ink, fontsize="12", width="1.3", height="0.4")

    def edge(self, start, end, a, flat=False, **attrs):
        text = a.words
        if flat:
            lines = [markup(x) for x in break_lines(text, 16)]
        else:
            lines = [markup(text)]
        if a.on_path and not a.answer: lines = [f"<b>{x}</b>" for x in lines]
        if a.answer:
            if flat: lines += [f"<b>{markup(x)}</b>" for x in break_lines(a.answer,16)]
            else: lines[-1] += f" &#183; <b>{markup(a.answer)}</b>"
        sep = "<br/>"
        pre = "" if flat else "&#160;&#160;"
        lab = "<" + sep.join(pre + l for l in lines) + ">"
        self.c.edge(start, end, label=lab, tooltip=quoted(a.tooltip), **{**self.ink(a.on_path), **attrs})

    def card(self, c):
        t = self.theme
        k = t.kinds[c.kind]
        q = c.kind == "question"
        spine = c.group == "spine"
        head = c.heading
        if c.id in self.plan.signposts: head = f"{self.plan.signposts[c.id]}  {head}"
        if q:
            lines = break_lines(head, 34) + [x for d in c.details for x in break_lines(d, 38)]
            label = "\\n".join(quoted(x) for x in lines)
        else:
            parts = [f'<font point-size="13.5"><b>{markup(head)}</b></font>']
            if c.strong: parts.append(f'<font point-size="12"><b>{markup(c.strong)}</b></font>')
            for d in c.details:
                parts += [f'<font point-size="12">{markup(x)}</font>' for x in break_lines(d, self.say)]
            label = "<" + "<br/>".join(parts) + ">"
        style = "rounded,filled" if q else "filled"
        below = self.plan.below and self.plan.below.end == c.id
        group = "spine" if spine or below else "side"
        pw = (2.2 if q else 3) if c.on_path else (1.2 if q else 1.4)
        self.c.node(c.id, id=f"n-{c.id}", label=label, style=style, group=group, fillcolor=k.lit if c.on_path else k.fill,
           color=t.ink if c.on_path else k.line, fontcolor=k.text, penwidth=str(pw), width=str(self.qwidth if spine or below else self.width),
           tooltip=quoted(c.tooltip), **{"class": ("question" if q else f"advice {c.kind}") + (" on-path" if c.on_path else "")})
