package pgtx

import (
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// A Timestamp stores the time it points at: a zero time as null, any other in
// UTC. It can be an argument and a destination of a scan.
type Timestamp struct{ T *time.Time }

var (
	_ pgtype.TimestamptzScanner = Timestamp{}
	_ pgtype.TimestamptzValuer  = Timestamp{}
)

// At returns t as an argument.
func At(t time.Time) Timestamp { return Timestamp{&t} }

// ScanTimestamptz reads a time, or none.
func (m Timestamp) ScanTimestamptz(v pgtype.Timestamptz) error {
	*m.T = time.Time{}
	if v.Valid {
		*m.T = v.Time.UTC()
	}
	return nil
}

// TimestamptzValue returns what is stored.
func (m Timestamp) TimestamptzValue() (pgtype.Timestamptz, error) {
	return pgtype.Timestamptz{Time: *m.T, Valid: !m.T.IsZero()}, nil
}
