package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/papers"
	"vakhta/storage"
)

// An ActOrder asks for the act of a month's work.
type ActOrder struct {
	Project *desk.Project
	Month   desk.Month
	At      time.Time
	Format  papers.FileFormat
	In      desk.Locale
}

// act returns the act of a month's work.
func act(ctx context.Context, store *storage.DB, d *desk.Desk, o ActOrder) (papers.WorkAct, error) {
	act := papers.WorkAct{Project: o.Project, At: o.At}
	err := store.View(ctx, func(tx *storage.Tx) error {
		a, err := Of(ctx, tx, d, o.Project, o.Month, o.At)
		act.Statement, act.Locked = a.Statement, a.Locked
		return err
	})
	if err != nil {
		return act, fmt.Errorf("hours of %s: %w", o.Project.Code, err)
	}
	act.Statement.Terms.Zone = d.ContractOf(o.Project).Billing.Zone // which is not stored
	return act, nil
}

// WriteAct writes the act of a month's work as a file, and keeps its fingerprint. An
// error of the writer is returned as it is.
func WriteAct(ctx context.Context, store *storage.DB, d *desk.Desk, o ActOrder, w io.Writer) error {
	a, err := act(ctx, store, d, o)
	if err != nil {
		return err
	}
	sum := sha256.New()
	if err := papers.WriteAct(io.MultiWriter(w, sum), o.Format, a, o.In); err != nil {
		return err
	}
	figures, err := printOf(a.Statement)
	if err != nil {
		return err
	}
	made := storage.MadeFile{
		Act: true, Print: sum.Sum(nil), Projects: []string{o.Project.Code}, Period: o.Month.String(), Format: string(o.Format), Locale: o.In,
		Counted: o.At, Figures: figures, Made: o.At,
	}
	return store.Update(ctx, func(tx *storage.Tx) error {
		tx.AddMade(made)
		return nil
	})
}

// ActPrint returns the fingerprint of the figures of a month's act as of now.
func ActPrint(ctx context.Context, store *storage.DB, d *desk.Desk, o ActOrder) ([]byte, error) {
	a, err := act(ctx, store, d, o)
	if err != nil {
		return nil, err
	}
	return printOf(a.Statement)
}

// printOf returns the SHA-256 of a statement: its sums and its rows, in which there are
// no words.
func printOf(s billing.Statement) ([]byte, error) {
	s.Terms = desk.Billing{}
	raw, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode the statement of %s: %w", s.Month, err)
	}
	sum := sha256.Sum256(raw)
	return sum[:], nil
}
