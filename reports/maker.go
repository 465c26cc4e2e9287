package reports

import (
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"io"
	"iter"
	"strings"
	"time"

	"vakhta/canvas"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
	"vakhta/storage"
)

// A Maker makes the files of reports. It reads in short transactions, a page of
// tickets at a time, and holds none while it writes.
type Maker struct {
	Store   *storage.DB
	TempDir string // where a large workbook is put together; "": the system's own
}

// An Order asks for a file.
type Order struct {
	Projects []string  // their codes
	All      bool      // it is of all that the reader may see, even if that is one
	Period   string    // as desk.ParsePeriod reads it
	At       time.Time // open tickets are judged at this time
	Format   papers.FileFormat
	In       desk.Locale
}

// pageOf is how many tickets are read at once.
const pageOf = 500

// Text computes a report as a message.
func (m Maker) Text(ctx context.Context, d *desk.Desk, f notice.ReportText) (card notice.ReportCard, err error) {
	q, err := Order{Projects: f.Projects, All: f.All, Period: f.Period, At: f.At}.inquiry(d)
	if err != nil {
		return card, err
	}
	q.Breaches = notice.BreachesShown
	err = m.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if card.Report, err = Make(ctx, tx, q); err != nil || q.All {
			return err
		}
		chains, err := tx.Chains(ctx, card.Report.Project)
		for _, c := range chains {
			card.Chain = notice.HeadOf(c.Project, c.Links, c.Head)
		}
		return err
	})
	if err == nil && f.Digest {
		err = m.Store.View(ctx, func(tx *storage.Tx) error {
			live, err := Live(ctx, tx, d, f.Projects, f.At)
			card.Now = &live
			return err
		})
	}
	return card, err
}

// Write writes the file of a report, keeps its fingerprint and returns the report. An
// error of the writer is returned as it is.
func (m Maker) Write(ctx context.Context, d *desk.Desk, o Order, w io.Writer) (desk.Report, error) {
	r, err := m.report(ctx, d, o)
	if err != nil {
		return r, err
	}
	sum := sha256.New()
	c := papers.Content{Report: r, Desk: d, Tickets: m.tickets(ctx, o.Projects, r.Period), TempDir: m.TempDir, Logo: logo(d, o)}
	if err := papers.Write(io.MultiWriter(w, sum), o.Format, c, o.In); err != nil {
		return r, err
	}
	return r, m.keep(ctx, o, r, sum)
}

// logo returns the logo of the only project. One that cannot be read any more is
// left out, because the figures matter more; bot check finds it.
func logo(d *desk.Desk, o Order) image.Image {
	if o.All || len(o.Projects) != 1 || d.Projects[o.Projects[0]].Logo == "" {
		return nil
	}
	i, err := canvas.ReadImage(d.Projects[o.Projects[0]].Logo)
	if err != nil {
		return nil
	}
	return i
}

// inquiry returns what is to be counted.
func (o Order) inquiry(d *desk.Desk) (Inquiry, error) {
	q := Inquiry{Desk: d, All: o.All, Period: o.Period, Now: o.At}
	for _, code := range o.Projects {
		p := d.Projects[code]
		if p == nil {
			return q, fmt.Errorf("report of %s: %w", code, desk.ErrNotFound)
		}
		q.Projects = append(q.Projects, p)
	}
	return q, nil
}

// report computes the figures.
func (m Maker) report(ctx context.Context, d *desk.Desk, o Order) (r desk.Report, err error) {
	q, err := o.inquiry(d)
	if err != nil {
		return r, err
	}
	err = m.Store.View(ctx, func(tx *storage.Tx) (err error) {
		if r, err = Make(ctx, tx, q); err != nil {
			return err
		}
		r.Work, err = tx.WorkedTimes(ctx, o.Projects, desk.DateOf(r.Period.From), desk.DateOf(r.Period.To))
		return err
	})
	if err != nil {
		return r, fmt.Errorf("report of %s: %w", strings.Join(o.Projects, ", "), err)
	}
	return r, nil
}

// tickets yields the tickets opened within the period.
func (m Maker) tickets(ctx context.Context, projects []string, within desk.Period) iter.Seq2[*desk.Ticket, error] {
	return func(yield func(*desk.Ticket, error) bool) {
		var last *desk.Ticket
		for {
			var page []*desk.Ticket
			err := m.Store.View(ctx, func(tx *storage.Tx) (err error) {
				page, err = tx.TicketsOpenedAfter(ctx, projects, within, last, pageOf)
				return err
			})
			if err != nil {
				yield(nil, err)
				return
			}
			for _, last = range page {
				if !yield(last, nil) {
					return
				}
			}
			if len(page) < pageOf {
				return
			}
		}
	}
}
