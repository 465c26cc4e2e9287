package storage

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A MadeFile is a file of a report, or of an act of work, that this desk made.
type MadeFile struct {
	Print    []byte   // SHA-256 of the file
	Projects []string // their codes
	All      bool     // a report of all that its reader saw
	Period   string   // as desk.ParsePeriod reads it, with a year
	Format   string
	Act      bool // it is an act of work
	Locale   desk.Locale
	Counted  time.Time // up to when the figures count
	Figures  []byte    // SHA-256 of the figures
	Made     time.Time
}

// actFormat begins the stored format of an act of work.
const actFormat = "act."

const (
	insertMade = `
insert into made_files (print, projects, whole, period, format, locale, counted_at, figures, made_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (print) do nothing`
	selectMade = `select print, projects, whole, period, format, locale, counted_at, figures, made_at from made_files where print = $1`
)

// AddMade stores that a file was made. The same file is stored once.
func (tx *Tx) AddMade(m MadeFile) {
	if m.Act {
		m.Format = actFormat + m.Format
	}
	tx.t.Later("store the fingerprint of a report", insertMade,
		m.Print, m.Projects, m.All, m.Period, m.Format, m.Locale, pgtx.At(m.Counted), m.Figures, pgtx.At(m.Made))
}

// Made returns the file with a fingerprint. The error may be desk.ErrNotFound.
func (tx *Tx) Made(ctx context.Context, fingerprint []byte) (MadeFile, error) {
	scan := func(row pgx.CollectableRow) (m MadeFile, err error) {
		err = row.Scan(&m.Print, &m.Projects, &m.All, &m.Period, &m.Format, &m.Locale,
			pgtx.Timestamp{T: &m.Counted}, &m.Figures, pgtx.Timestamp{T: &m.Made})
		m.Format, m.Act = strings.CutPrefix(m.Format, actFormat)
		return m, err
	}
	return pgtx.One(ctx, tx.t, "find a report by its fingerprint", scan, selectMade, fingerprint)
}
