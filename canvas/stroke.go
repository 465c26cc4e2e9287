package canvas

import "math"

// stroke returns the polygons that cover lines of a width: a rectangle for each
// piece and a disc for each bend. All turn the same way, so that where two
// overlap nothing is left out.
func stroke(lines [][]Point, width float64) (all [][]Point) {
	half := width / 2
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			length := distance(a, b)
			if length == 0 {
				continue
			}
			dx, dy := (b.X-a.X)/length*half, (b.Y-a.Y)/length*half
			all = append(all, []Point{{a.X + dy, a.Y - dx}, {b.X + dy, b.Y - dx}, {b.X - dy, b.Y + dx}, {a.X - dy, a.Y + dx}})
			if i < len(line)-1 || line[0] == b {
				all = append(all, disc(b, half))
			}
		}
	}
	return all
}

// disc returns a circle as a polygon.
func disc(centre Point, radius float64) []Point {
	const corners = 16
	var all []Point
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		all = append(all, Point{centre.X + radius*cos, centre.Y + radius*sin})
	}
	return all
}

// dashes divides lines into dashes with gaps of the same length.
func dashes(lines [][]Point, length float64) (all [][]Point) {
	for _, line := range lines {
		dash, left, on := []Point{line[0]}, length, true
		for i := 1; i < len(line); i++ {
			for at := line[i-1]; at != line[i]; {
				d := distance(at, line[i])
				next := line[i]
				if d > left {
					next = Point{at.X + (line[i].X-at.X)*left/d, at.Y + (line[i].Y-at.Y)*left/d}
				}
				left -= min(d, left)
				at, dash = next, append(dash, next)
				if left <= 0 {
					if on {
						all = append(all, dash)
					}
					dash, left, on = []Point{next}, length, !on
				}
			}
		}
		if on && len(dash) > 1 {
			all = append(all, dash)
		}
	}
	return all
}
