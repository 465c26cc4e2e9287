package techmap

import "slices"

func (n *node) width() float64 {
	if n.part == nil {
		return lane
	}
	return boxWidth
}

// place gives each node its x: near its neighbours, in the order of its row.
func (l *layout) place() {
	for _, row := range l.rows {
		for i, n := range row {
			if n.x = 0; i > 0 {
				n.x = row[i-1].x + between(row[i-1], n)
			}
		}
		shift(row, -row[len(row)-1].x/2)
	}
	for i := range sweeps {
		for j := range l.rows {
			row := l.rows[j]
			if i%2 == 1 {
				row = l.rows[len(l.rows)-1-j]
			}
			apart(row)
		}
	}
	left := 0.0
	for _, row := range l.rows {
		left = min(left, row[0].x-row[0].width()/2)
	}
	for _, row := range l.rows {
		shift(row, -left)
	}
}

// between returns how far apart the centres of two neighbours are.
func between(a, b *node) float64 {
	gap := float64(boxGap)
	if a.part == nil || b.part == nil {
		gap /= 2
	}
	return (a.width()+b.width())/2 + gap
}

func shift(row []*node, by float64) {
	for _, n := range row {
		n.x += by
	}
}

// apart moves the nodes of a row to the middle of their neighbours, as far as they
// leave each other room, from the left and from the right in equal shares.
func apart(row []*node) {
	want := make([]float64, len(row))
	for i, n := range row {
		want[i] = meanX(slices.Concat(n.above, n.below), n.x)
	}
	need := func(i int) float64 { return between(row[i-1], row[i]) }
	right, left := slices.Clone(want), slices.Clone(want)
	for i := 1; i < len(row); i++ {
		right[i] = max(right[i], right[i-1]+need(i))
	}
	for i := len(row) - 2; i >= 0; i-- {
		left[i] = min(left[i], left[i+1]-need(i+1))
	}
	for i, n := range row {
		n.x = (right[i] + left[i]) / 2
	}
}

// width returns the width of the boxes together.
func (l *layout) width() (w float64) {
	for _, row := range l.rows {
		last := row[len(row)-1]
		w = max(w, last.x+last.width()/2)
	}
	return w
}
