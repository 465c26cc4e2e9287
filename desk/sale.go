package desk

import (
	"slices"
	"time"
)

// A Sale is the days on which shops sell most, such as Black Friday. A ticket that is
// opened in them has their targets to its end.
type Sale struct {
	Name        Bilingual
	From, Until time.Time // Until is the first moment after them
	Projects    []string  `json:",omitempty"` // whose sale it is; none: of every shop with the contract
	// Targets replace those of the contract by priority. A request type that has its own
	// targets keeps them.
	Targets map[Priority]Target `json:",omitempty"`
	Calm    Calm                `json:"-"`
}

// A Calm is a time in which nothing is deployed to a shop; zero: none. It warns people
// and moves no deadline.
type Calm struct{ From, Until time.Time }

// Of reports whether it is a sale of a project.
func (s *Sale) Of(project string) bool {
	return len(s.Projects) == 0 || slices.Contains(s.Projects, project)
}

// Begins returns when people have to know of it: when its days or its calm begin,
// whichever comes first.
func (s *Sale) Begins() time.Time {
	if !s.Calm.From.IsZero() && s.Calm.From.Before(s.From) {
		return s.Calm.From
	}
	return s.From
}

// Ends returns when its days and its calm are both over.
func (s *Sale) Ends() time.Time {
	if s.Calm.Until.After(s.Until) {
		return s.Calm.Until
	}
	return s.Until
}

// SaleAt returns the sale of a project in whose days a moment is; nil: none.
func (c *Contract) SaleAt(project string, at time.Time) *Sale {
	return c.sale(project, func(s *Sale) bool { return during(at, s.From, s.Until) })
}

// CalmAt returns the sale of a project in whose calm a moment is; nil: none.
func (c *Contract) CalmAt(project string, at time.Time) *Sale {
	return c.sale(project, func(s *Sale) bool { return during(at, s.Calm.From, s.Calm.Until) })
}

func (c *Contract) sale(project string, is func(*Sale) bool) *Sale {
	if c == nil {
		return nil
	}
	for i := range c.Sales {
		if s := &c.Sales[i]; s.Of(project) && is(s) {
			return s
		}
	}
	return nil
}

func during(at, from, until time.Time) bool { return !at.Before(from) && at.Before(until) }
