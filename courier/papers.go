package courier

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"syscall"
	"time"

	"vakhta/cards"
	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/files"
	accounts "vakhta/ledger" // the courier has a ledger of its own
	"vakhta/notice"
	"vakhta/papers"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/techmap"
)

// A drawn is a file that the courier makes when it sends its notice.
type drawn struct {
	name   string
	format papers.FileFormat
	write  func(ctx context.Context, w io.Writer) error
}

// report returns the file of a report or of an act of work.
func (c *Courier) report(p *parcel, f notice.ReportFile) drawn {
	d := drawn{name: f.Name, format: papers.FileFormat(f.Format)}
	order := reports.Order{Projects: f.Projects, All: f.All, Period: f.Period, At: f.At, Format: d.format, In: p.view.Locale}
	d.write = func(ctx context.Context, w io.Writer) error {
		_, err := c.Papers.Write(ctx, p.view.Desk, order, w)
		return err
	}
	if f.Act {
		d.write = func(ctx context.Context, w io.Writer) error { return c.act(ctx, p, f, w) }
	}
	return d
}

// techMap returns the file of a project's map.
func (c *Courier) techMap(p *parcel, f notice.MapFile) drawn {
	return drawn{name: f.Name, format: papers.FileFormat(f.Format), write: func(_ context.Context, w io.Writer) error {
		v := p.view
		project := v.Desk.Projects[f.Project]
		if project == nil || project.TechMap == nil {
			return fmt.Errorf("the map of %s: %w", f.Project, desk.ErrNotFound)
		}
		s := techmap.SheetOf(v.Desk, project, f.At, pen.New(v).Voice)
		s.State, s.Inside = f.State, f.Inside
		if f.Format == string(papers.PNG) {
			return techmap.Picture(w, s)
		}
		return techmap.Document(w, s)
	}}
}

// agreement returns the annex of a project.
func (c *Courier) agreement(p *parcel, f notice.AgreementFile) drawn {
	return drawn{name: f.Name, format: papers.PDF, write: func(_ context.Context, w io.Writer) error {
		project := p.view.Desk.Projects[f.Project]
		if project == nil {
			return fmt.Errorf("the agreement of %s: %w", f.Project, desk.ErrNotFound)
		}
		return papers.WriteAgreement(w, papers.PDF, papers.Annex{Desk: p.view.Desk, Project: project, At: f.At}, f.In)
	}}
}

// auditFile returns the map that the answers to an audit make.
func (c *Courier) auditFile(p *parcel, f notice.AuditFile) drawn {
	return drawn{name: f.Name, format: papers.YAML, write: func(_ context.Context, w io.Writer) error {
		return techmap.Filled(w, f.Answers, p.view.Locale)
	}}
}

// madeWithin is how long making a file may take.
const madeWithin = time.Minute

// paper makes the file of a report and posts it. It is made in a temporary file and
// outside of any transaction; until it is posted it is also stored under a name that
// follows from the notice's key, so that a retry posts the same file. Nothing refers
// to that name, so it is removed after an hour.
func (c *Courier) paper(ctx context.Context, m desk.Messenger, p *parcel, f drawn) (storage.Settlement, error) {
	up, can := m.(desk.Uploader)
	if !can || c.Spool == nil || c.Papers == nil {
		return c.noPaper(ctx, m, p, notice.FileMissed{Name: f.name, File: "document", Why: notice.FileRefused})
	}
	if err := c.budgeted(p, desk.OperationPost); err != nil {
		return storage.Settlement{}, err
	}
	done, err := c.makes(ctx, p)
	if err != nil {
		return storage.Settlement{}, err
	}
	defer done()
	release, free := c.Spool.Reserve()
	if !free {
		return storage.Settlement{}, &notYetError{after: placeBusy, err: errBusy}
	}
	defer release()
	at, sent, err := c.postPaper(ctx, up, p, f)
	if err == nil {
		p.posted = true
		return storage.Settlement{Sent: &at}, nil
	}
	if sent.Platform == p.To.Platform && sent.ID != "" {
		p.past.again = sent.ID
	}
	missed, err := c.gaveUp(p, desk.File{Name: f.name, Kind: "document"}, err)
	if missed == nil {
		return storage.Settlement{}, err
	}
	c.Log.Warn("report not delivered", "notice", p.Key, "why", missed.Why, "error", err)
	return c.noPaper(ctx, m, p, *missed)
}

// noPaper says in a file's place that it cannot be had, and why.
func (c *Courier) noPaper(ctx context.Context, m desk.Messenger, p *parcel, missed notice.FileMissed) (storage.Settlement, error) {
	missed.Report = true
	card, err := cards.Card(p.view, missed)
	if err != nil {
		return storage.Settlement{}, unsayable(err)
	}
	return c.show(ctx, m, p, card)
}

func (c *Courier) postPaper(ctx context.Context, up desk.Uploader, p *parcel, f drawn) (desk.MessageRef, desk.File, error) {
	caption, err := cards.Card(p.view, p.facts)
	if err != nil {
		return desk.MessageRef{}, desk.File{}, unsayable(err)
	}
	made, err := c.made(ctx, p, f)
	if err != nil {
		return desk.MessageRef{}, desk.File{}, err
	}
	defer made.Close() //nolint:errcheck // it is temporary
	u := desk.Upload{
		To: p.To, Caption: caption.Title + "\n" + caption.Lead, Again: p.past.again,
		File: desk.File{Name: f.name, Kind: "document", Type: f.format.ContentType(), Size: made.Size},
	}
	if f.format == papers.PNG {
		u.File.Kind = "photo"
	}
	return up.Upload(ctx, u, made)
}

// made returns the file from an earlier attempt, or else makes it.
func (c *Courier) made(ctx context.Context, p *parcel, f drawn) (*files.Spooled, error) {
	name := storedAs(p.Key)
	if c.Files != nil {
		if kept, err := c.unstore(ctx, name, 0); err == nil {
			return kept, nil
		}
	}
	within, cancel := context.WithTimeout(ctx, madeWithin)
	defer cancel()
	from, to := io.Pipe()
	go func() {
		to.CloseWithError(f.write(within, to))
	}()
	made, err := c.Spool.Keep(from, 0)
	from.CloseWithError(io.ErrClosedPipe)
	switch {
	case errors.Is(err, files.ErrNoRoom):
		return nil, err
	case errors.Is(err, syscall.ENOSPC): // a large workbook has files of its own
		return nil, fmt.Errorf("%w: %w", files.ErrNoRoom, err)
	case err != nil:
		return nil, &notYetError{after: time.Second, err: fmt.Errorf("make a report's file: %w", err)}
	}
	if c.Files == nil {
		return made, nil
	}
	if err := c.Files.Put(within, files.Kept{Name: name, Size: made.Size, Type: f.format.ContentType()}, made); err != nil {
		c.Log.Error("store a report's file", "error", err)
	}
	_, err = made.Seek(0, io.SeekStart)
	return made, err
}

// act writes the act of a month's work.
func (c *Courier) act(ctx context.Context, p *parcel, f notice.ReportFile, w io.Writer) error {
	project := p.view.Desk.Projects[f.Projects[0]]
	if project == nil {
		return fmt.Errorf("act of %s: %w", f.Projects[0], desk.ErrNotFound)
	}
	month := desk.MonthOf(p.view.Desk.ContractOf(project).Billing.Here(f.Within.From))
	o := accounts.ActOrder{Project: project, Month: month, At: f.At, Format: papers.FileFormat(f.Format), In: p.view.Locale}
	return accounts.WriteAct(ctx, c.Store, p.view.Desk, o, w)
}

// storedAs returns the name under which a notice's file is stored.
func storedAs(key string) string {
	sum := sha256.Sum256([]byte(key))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])
}
