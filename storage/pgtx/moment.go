package pgtx

import (
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// A Moment stores the time it points at: a zero time as null, and every other
// one in UTC. It is both an argument and a place to scan into.
type Moment struct{ T *time.Time }

var (
	_ pgtype.TimestamptzScanner = Moment{}
	_ pgtype.TimestamptzValuer  = Moment{}
)

// At is t as an argument.
func At(t time.Time) Moment { return Moment{&t} }

// ScanTimestamptz reads an instant, or none.
func (m Moment) ScanTimestamptz(v pgtype.Timestamptz) error {
	*m.T = time.Time{}
	if v.Valid {
		*m.T = v.Time.UTC()
	}
	return nil
}

// TimestamptzValue is what is stored.
func (m Moment) TimestamptzValue() (pgtype.Timestamptz, error) {
	return pgtype.Timestamptz{Time: *m.T, Valid: !m.T.IsZero()}, nil
}
