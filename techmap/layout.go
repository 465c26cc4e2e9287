package techmap

import (
	"cmp"
	"slices"

	"vakhta/desk"
)

// The sizes of the picture's parts, in points.
const (
	boxWidth  = 150
	boxHeight = 68
	boxGap    = 26
	lane      = 16 // the room of a line that passes a row
	inRow     = 5
	track     = 8  // between lines that run beside each other
	rowGap    = 48 // between rows, without their lines
)

// A node is a box of the picture, or a place at which a line passes a row.
type node struct {
	part  *desk.Component // nil: a line passes
	row   int
	x     float64 // of its centre
	above []*node
	below []*node
}

// A link is a line of the picture, from above to below, through the rows between.
type link struct {
	edge desk.MapEdge
	path []*node
}

// A layout says where the boxes and lines of a map are.
type layout struct {
	rows  [][]*node
	links []*link
}

// layoutOf puts each component below all that use it. Rows are divided where they are
// too long; the order in a row has few crossings.
func layoutOf(m *desk.TechMap) *layout {
	l := &layout{}
	nodes := map[string]*node{}
	for i := range m.Components {
		nodes[m.Components[i].Name] = &node{part: &m.Components[i]}
	}
	l.rows = rowsOf(m, nodes)
	for i, row := range l.rows {
		for _, n := range row {
			n.row = i
		}
	}
	for _, c := range m.Components {
		for _, e := range c.Uses {
			l.join(nodes[c.Name], nodes[e.To], e)
		}
	}
	l.order()
	l.place()
	return l
}

// levels returns how far below the top each component is: one below the lowest that
// uses it. What nobody uses stands right above what it uses.
func levels(m *desk.TechMap) map[string]int {
	level := map[string]int{}
	for range m.Components { // each round settles at least one level
		for _, c := range m.Components {
			for _, e := range c.Uses {
				if from, to := c.Name, e.To; e.Back {
					if !reaches(m, to, from) && !reaches(m, from, to) { // otherwise their places are settled
						level[from] = max(level[from], level[to]+1)
					}
				} else {
					level[to] = max(level[to], level[from]+1)
				}
			}
		}
	}
	for _, c := range m.Components {
		if level[c.Name] > 0 || len(c.Uses) == 0 {
			continue
		}
		lowest := len(m.Components)
		for _, e := range c.Uses {
			lowest = min(lowest, level[e.To])
		}
		level[c.Name] = max(0, lowest-1)
	}
	return level
}

// reaches reports whether one component needs another, directly or not.
func reaches(m *desk.TechMap, from, to string) bool {
	seen := map[string]bool{}
	var visit func(name string) bool
	visit = func(name string) bool {
		if name == to {
			return true
		}
		c := m.Component(name)
		if seen[name] || c == nil {
			return false
		}
		seen[name] = true
		return slices.ContainsFunc(c.Uses, func(e desk.MapEdge) bool { return !e.Back && visit(e.To) })
	}
	return visit(from)
}

// rowsOf divides the components into rows. Of a long row, services of others come last.
func rowsOf(m *desk.TechMap, nodes map[string]*node) (rows [][]*node) {
	level := levels(m)
	byLevel := map[int][]*node{}
	deepest := 0
	for i := range m.Components {
		c := &m.Components[i]
		byLevel[level[c.Name]] = append(byLevel[level[c.Name]], nodes[c.Name])
		deepest = max(deepest, level[c.Name])
	}
	for i := range deepest + 1 {
		row := byLevel[i]
		slices.SortStableFunc(row, func(a, b *node) int {
			return cmp.Compare(slices.Index(desk.ComponentKinds(), a.part.Kind)/5, slices.Index(desk.ComponentKinds(), b.part.Kind)/5)
		})
		parts := (len(row) + inRow - 1) / inRow
		for p := range parts {
			rows = append(rows, slices.Clone(row[p*len(row)/parts:(p+1)*len(row)/parts]))
		}
	}
	return rows
}

// join makes the line between two boxes. One that goes up is kept as one that goes
// down; whether it is a call back says where its arrow is.
func (l *layout) join(from, to *node, e desk.MapEdge) {
	if from.row > to.row {
		from, to = to, from
	}
	k := &link{edge: e, path: []*node{from}}
	for row := from.row + 1; row < to.row; row++ {
		pass := &node{row: row}
		l.rows[row] = append(l.rows[row], pass)
		k.path = append(k.path, pass)
	}
	k.path = append(k.path, to)
	for i := 1; i < len(k.path); i++ {
		a, b := k.path[i-1], k.path[i]
		a.below, b.above = append(a.below, b), append(b.above, a)
	}
	l.links = append(l.links, k)
}

// sweeps is how often the order of the rows is improved.
const sweeps = 12

// order sorts each row by where the neighbours of its boxes are, down and up in turn,
// and keeps the order with the fewest crossings.
func (l *layout) order() {
	best, crossings := clone(l.rows), l.crossings()
	for i := range sweeps {
		down := i%2 == 0
		for j := range l.rows {
			row := l.rows[j]
			if !down {
				row = l.rows[len(l.rows)-1-j]
			}
			l.number()
			middle := map[*node]float64{}
			for _, n := range row {
				near := n.above
				if !down {
					near = n.below
				}
				middle[n] = meanX(near, n.x)
			}
			slices.SortStableFunc(row, func(a, b *node) int { return cmp.Compare(middle[a], middle[b]) })
		}
		if n := l.crossings(); n < crossings {
			best, crossings = clone(l.rows), n
		}
	}
	l.rows = best
}

func clone(rows [][]*node) (all [][]*node) {
	for _, row := range rows {
		all = append(all, slices.Clone(row))
	}
	return all
}

// number gives each node its place in the row, in the middle of the picture, as x.
func (l *layout) number() {
	for _, row := range l.rows {
		for i, n := range row {
			n.x = float64(i) - float64(len(row)-1)/2
		}
	}
}

func meanX(of []*node, otherwise float64) float64 {
	if len(of) == 0 {
		return otherwise
	}
	sum := 0.0
	for _, n := range of {
		sum += n.x
	}
	return sum / float64(len(of))
}

// crossings counts the lines that cross between neighbouring rows.
func (l *layout) crossings() (n int) {
	l.number()
	var hops [][2]*node
	for _, k := range l.links {
		for i := 1; i < len(k.path); i++ {
			hops = append(hops, [2]*node{k.path[i-1], k.path[i]})
		}
	}
	for i, a := range hops {
		for _, b := range hops[:i] {
			if a[0].row == b[0].row && (a[0].x-b[0].x)*(a[1].x-b[1].x) < 0 {
				n++
			}
		}
	}
	return n
}
