package intake

import "time"

// A Line exports the lanes to tests of their order.
type Line struct{ lanes }

// NewLine returns lanes in which nobody waits.
func NewLine() *Line { return &Line{lanes{all: map[string]*lane{}}} }

// Join takes a place in a lane. It returns nil if the lane is full.
func (l *Line) Join(name string, at time.Time) *Place {
	p, ok := l.join(name, at)
	if !ok {
		return nil
	}
	return &Place{p, l}
}

// A Place is a place in a lane.
type Place struct {
	place *place
	line  *Line
}

// Ready marks the place as ready: it has waited for its neighbours.
func (p *Place) Ready() { p.line.ready(p.place) }

// Leave lets the next one in.
func (p *Place) Leave() { p.line.leave(p.place) }

// Turn reports whether its turn has come.
func (p *Place) Turn() bool {
	select {
	case <-p.place.turn:
		return true
	default:
		return false
	}
}

// Lanes counts the lanes in use.
func (l *Line) Lanes() int { return len(l.all) }

// LaneLimit is how many may wait in a lane.
const LaneLimit = laneLimit

// Bodies is how many bodies may be arriving at once.
const Bodies = bodies
