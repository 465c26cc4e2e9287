package techmap

import (
	"cmp"
	"slices"

	"vakhta/canvas"
	"vakhta/desk"
)

// A hop is a line's way from one row to the next, or below one row from box to box.
type hop struct {
	link     *link
	from, to *node
	out, in  float64 // the x at which it leaves and arrives
	track    int
	last     bool // it ends at the box
}

// bundled are hops that arrive at the same place of the same box, so that they are one
// line there.
func (h *hop) bundled(o *hop) bool {
	return h.to == o.to && (h.to.part == nil || h.link.edge.By == o.link.edge.By && h.link.edge.Critical == o.link.edge.Critical && h.link.edge.Back == o.link.edge.Back)
}

// A routing has the lines' ways and the y of the rows.
type routing struct {
	*layout
	channels [][]*hop // below each row
	tops     []float64
	height   float64
}

func routingOf(m *desk.TechMap) *routing {
	r := &routing{layout: layoutOf(m)}
	r.channels = make([][]*hop, len(r.rows))
	for _, k := range r.links {
		for i := 1; i < len(k.path); i++ {
			h := &hop{link: k, from: k.path[i-1], to: k.path[i], last: i == len(k.path)-1}
			r.channels[h.from.row] = append(r.channels[h.from.row], h)
		}
	}
	y := 0.0
	for i := range r.rows {
		r.tops = append(r.tops, y)
		y += boxHeight
		if len(r.channels[i]) > 0 || i < len(r.rows)-1 {
			y += rowGap + track*float64(tracks(r.ports(i)))
		}
	}
	r.height = y
	return r
}

// ports settles where the hops below a row leave and arrive, and returns them.
func (r *routing) ports(row int) []*hop {
	all := r.channels[row]
	for _, n := range r.rows[row] {
		var out []*hop
		for _, h := range all {
			if h.from == n {
				out = append(out, h)
			}
		}
		slices.SortStableFunc(out, func(a, b *hop) int { return cmp.Compare(a.to.x, b.to.x) })
		for i, h := range out {
			h.out = port(n, i, len(out), -2)
		}
	}
	arriving := r.rows[row]
	if row+1 < len(r.rows) {
		arriving = slices.Concat(r.rows[row+1], r.rows[row])
	}
	for _, n := range arriving {
		var in [][]*hop
		for _, h := range all {
			if h.to != n {
				continue
			}
			if i := slices.IndexFunc(in, func(g []*hop) bool { return g[0].bundled(h) }); i >= 0 {
				in[i] = append(in[i], h)
			} else {
				in = append(in, []*hop{h})
			}
		}
		slices.SortStableFunc(in, func(a, b []*hop) int { return cmp.Compare(meanOut(a), meanOut(b)) })
		for i, g := range in {
			for _, h := range g {
				h.in = port(n, i, len(in), 2)
			}
		}
	}
	return all
}

// port returns the x of one of several ports of a box. Those that leave are a little
// to one side of those that arrive, so that two lines do not look like one.
func port(n *node, i, of int, aside float64) float64 {
	if n.part == nil {
		return n.x
	}
	const edge = 20
	return n.x - boxWidth/2 + edge + (boxWidth-2*edge)*(float64(i)+0.5)/float64(of) + aside
}

func meanOut(of []*hop) (x float64) {
	for _, h := range of {
		x += h.out / float64(len(of))
	}
	return x
}

// tracks gives hops that would lie on each other different heights, and returns how
// many there are.
func tracks(all []*hop) int {
	type span struct {
		hops     []*hop
		from, to float64
	}
	var spans []*span
	for _, h := range all {
		i := slices.IndexFunc(spans, func(s *span) bool { return s.hops[0].bundled(h) })
		if i < 0 {
			spans = append(spans, &span{from: h.in, to: h.in})
			i = len(spans) - 1
		}
		s := spans[i]
		s.hops, s.from, s.to = append(s.hops, h), min(s.from, h.out), max(s.to, h.out)
	}
	slices.SortStableFunc(spans, func(a, b *span) int { return cmp.Compare(a.from, b.from) })
	var ends []float64 // of what lies on each track
	for _, s := range spans {
		at := slices.IndexFunc(ends, func(end float64) bool { return end+track < s.from })
		if at < 0 {
			ends = append(ends, 0)
			at = len(ends) - 1
		}
		ends[at] = s.to
		for _, h := range s.hops {
			h.track = at
		}
	}
	return len(ends)
}

// way returns the points of a hop.
func (r *routing) way(h *hop) []canvas.Point {
	down := r.tops[h.from.row] + boxHeight
	across := down + 14 + track*float64(h.track)
	end := down
	if h.to.row != h.from.row {
		end = r.tops[h.to.row]
	}
	if h.from.part == nil { // the line passes its row
		down -= boxHeight
	}
	points := []canvas.Point{{X: h.out, Y: down}, {X: h.out, Y: across}, {X: h.in, Y: across}, {X: h.in, Y: end}}
	return slices.CompactFunc(points, func(a, b canvas.Point) bool { return a == b })
}
