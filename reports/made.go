package reports

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"time"

	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/papers"
	"vakhta/storage"
)

// figured is what is compared of two reports of one period: figures, and what is
// counted of tickets. Words and names are left out, because they can be erased, and
// so is what is of the day on which a report is made.
type figured struct {
	desk.Figures

	Groups     []desk.Group
	Trend      []desk.Figures
	Backlog    desk.OpenFigures
	Lines      []desk.LineFigures
	Breaches   []desk.Key
	Agreements []desk.Key
	Unbilled   []desk.Unbilled
	Misses     []desk.UpdateMiss
	Shops      []desk.ShopFigures
	Next       any
}

// printOf returns the SHA-256 of a report's figures.
func printOf(r desk.Report) ([]byte, error) {
	f := figured{
		Figures: r.Figures, Groups: r.Groups, Backlog: r.Backlog, Lines: r.Lines, Unbilled: r.Unbilled, Misses: r.Misses, Shops: r.Shops, Next: r.Next,
	}
	for _, t := range r.Trend {
		f.Trend = append(f.Trend, t.Figures)
	}
	for _, b := range r.Breaches {
		f.Breaches = append(f.Breaches, b.Key)
	}
	for _, a := range r.Agreements {
		f.Agreements = append(f.Agreements, a.Key)
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("encode the figures of %s: %w", r.Project, err)
	}
	sum := sha256.Sum256(raw)
	return sum[:], nil
}

// keep stores the fingerprint of a file that was made.
func (m Maker) keep(ctx context.Context, o Order, r desk.Report, file hash.Hash) error {
	figures, err := printOf(r)
	if err != nil {
		return err
	}
	made := storage.MadeFile{
		Print: file.Sum(nil), Projects: o.Projects, All: o.All, Period: r.Period.Back(0).Name, Format: string(o.Format), Locale: o.In, Counted: r.At, Figures: figures, Made: o.At,
	}
	return m.Store.Update(ctx, func(tx *storage.Tx) error {
		tx.AddMade(made)
		return nil
	})
}

// act counts the act of work that a file has once more.
func (m Maker) act(ctx context.Context, d *desk.Desk, r Recognised, at time.Time) (same bool, err error) {
	p := d.Projects[r.Projects[0]]
	if p == nil {
		return false, fmt.Errorf("act of %s: %w", r.Projects[0], desk.ErrNotFound)
	}
	period, err := desk.ParsePeriod(r.Period, d.ContractOf(p).Billing.Here(at))
	if err != nil {
		return false, err
	}
	figures, err := ledger.ActPrint(ctx, m.Store, d, ledger.ActOrder{Project: p, Month: desk.MonthOf(period.From), At: at})
	return bytes.Equal(figures, r.Figures), err
}

// A Recognised is a file that the desk made.
type Recognised struct {
	storage.MadeFile

	Same bool // the report of the same period says the same now
}

// Recognise finds the file with this content among those that the desk made, and
// counts its report or act once more as of now. The error may be desk.ErrNotFound.
func (m Maker) Recognise(ctx context.Context, d *desk.Desk, file io.Reader, o Order) (r Recognised, err error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return r, err
	}
	err = m.Store.View(ctx, func(tx *storage.Tx) error {
		r.MadeFile, err = tx.Made(ctx, sum.Sum(nil))
		return err
	})
	if err != nil {
		return r, err
	}
	if r.Act {
		r.Same, err = m.act(ctx, d, r, o.At)
		return r, err
	}
	o.Projects, o.All, o.Period, o.Format, o.In = r.Projects, r.All, r.Period, papers.FileFormat(r.Format), r.Locale
	now, err := m.report(ctx, d, o)
	if err != nil {
		return r, err
	}
	figures, err := printOf(now)
	r.Same = bytes.Equal(figures, r.Figures)
	return r, err
}
