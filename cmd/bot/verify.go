package main

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/papers"
	"vakhta/personal"
	"vakhta/reload"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

// verifyCommand checks that nobody changed the history of tickets.
type verifyCommand struct {
	keptOptions
	File    string `arg:"" optional:"" help:"A file that bot export wrote, verified without the database and desk.yaml; or the XLSX, PDF, CSV or PNG of a report or of an act of work."`
	Project string `help:"The project's code. Left out: all that have a history or are in desk.yaml."`
	Events  int64  `help:"With --head: how many events a message in the customer's chat says there were."`
	Head    string `help:"With --events, and --project or a file: the fingerprint in that message."`
}

// Help says what is found, and what is not.
func (verifyCommand) Help() string {
	return "Each event of a project's tickets is bound by a hash to all that happened before, and the last hash is posted in the customer's own chat " +
		"once a week and with each report. An event that was changed, removed or inserted is found. What happened after the last posted hash " +
		"is not anchored yet: somebody who can write to the database could still rewrite that part as a whole. " +
		"The desk remembers what it posted; to rely on the customer's message instead, pass its numbers. " +
		"The file of a report or of an act of work is compared with the fingerprints of those that this desk made, and its figures are counted once more. " +
		"An exported file can be verified by whoever has it: the customer, too. Exit status 1: something was found."
}

// Run verifies one project or all.
func (c verifyCommand) Run(ctx context.Context, std streams) error {
	given, err := c.posted()
	if err != nil {
		return err
	}
	switch {
	case c.File == "":
	case papers.FileFormat(strings.ToLower(strings.TrimPrefix(filepath.Ext(c.File), "."))).Valid():
		return c.verifyReport(ctx, std.out)
	default:
		return c.verifyFile(std.out, given)
	}
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	projects := []string{c.Project}
	if c.Project == "" {
		if projects, err = withHistory(ctx, service); err != nil {
			return err
		}
	}
	var wrong error
	for _, project := range projects {
		err := service.Store.View(ctx, func(tx *storage.Tx) error {
			v, err := evidence.Verify(ctx, tx, project, given...)
			if err == nil {
				wrong = errors.Join(wrong, tellVerdict(std.out, v))
				err = tellChanges(ctx, std.out, tx, project)
			}
			return err
		})
		switch {
		case errors.Is(err, desk.ErrNotFound) && c.Project == "":
			fmt.Fprintf(std.out, "%s: nothing happened yet\n", project)
		case errors.Is(err, desk.ErrNotFound) && service.Current().Projects[project] == nil:
			return fmt.Errorf("%s is not in desk.yaml and has no history", project)
		case errors.Is(err, desk.ErrNotFound):
			return fmt.Errorf("%s has no history yet: it begins within five minutes of the first ticket while the bot runs", project)
		case err != nil:
			return err
		}
	}
	return wrong
}

// withHistory returns the codes of the projects of desk.yaml, and of those that were
// removed from it and have a history.
func withHistory(ctx context.Context, s *tickets.Service) ([]string, error) {
	projects := slices.Collect(maps.Keys(s.Current().Projects))
	err := s.Store.View(ctx, func(tx *storage.Tx) error {
		chains, err := tx.Chains(ctx, "")
		for _, c := range chains {
			projects = append(projects, c.Project)
		}
		return err
	})
	slices.Sort(projects)
	return slices.Compact(projects), err
}

// verifyFile verifies an exported file.
func (c verifyCommand) verifyFile(out io.Writer, given []evidence.Posted) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it is only read
	v, err := personal.VerifyFile(f, given...)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if c.Project != "" && c.Project != v.Project {
		return fmt.Errorf("%s is an export of %s", c.File, v.Project)
	}
	return tellVerdict(out, v)
}

// errNotOurs means that the desk did not make a file as it is.
var errNotOurs = errors.New("this desk made no such file: it was changed, or comes from elsewhere")

// verifyReport says whether the desk made a file of a report, and whether the same
// report would say the same now.
func (c verifyCommand) verifyReport(ctx context.Context, out io.Writer) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it is only read
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	made, err := reports.Maker{Store: service.Store}.Recognise(ctx, service.Current(), f, reports.Order{At: desk.WallClock{}.Now()})
	switch {
	case errors.Is(err, desk.ErrNotFound) && made.Print == nil:
		return fmt.Errorf("%s: %w", c.File, errNotOurs)
	case err != nil:
		return err
	}
	what := "report"
	if made.Act {
		what = "act of work"
	}
	fmt.Fprintf(out, "%s: this desk made it on %s, the %s of %s, %s\n", c.File, made.Made.UTC().Format(time.RFC3339), what, strings.Join(made.Projects, ", "), made.Period)
	if !made.Same {
		return fmt.Errorf("the same %s says something else now: more has happened in its period, or what it counts was changed", what)
	}
	fmt.Fprintf(out, "the same %s says the same now\n", what)
	return nil
}

// posted is the head that the flags give.
func (c verifyCommand) posted() ([]evidence.Posted, error) {
	if c.Head == "" && c.Events == 0 {
		return nil, nil
	}
	head, err := hex.DecodeString(c.Head)
	if err != nil || len(head) != 32 || c.Events < 1 || c.Project+c.File == "" {
		return nil, errors.New("--head takes the 64 characters of a fingerprint, together with --events and --project or a file, as in the chat's message")
	}
	return []evidence.Posted{{Links: c.Events, Head: head}}, nil
}

// tellVerdict prints what is found, and up to where somebody else holds the history. It returns errSaid unless the
// history is sound.
func tellVerdict(out io.Writer, v *evidence.Verdict) error {
	fmt.Fprintf(out, "%s: %d events, fingerprint %s\n", v.Project, v.Links, v.Head)
	from := int64(1)
	for _, a := range v.Anchors {
		if a.Links < from { // nothing happened in between
			continue
		}
		fmt.Fprintf(out, "  %d to %d: anchored%s\n", from, a.Links, whereAnchored(a))
		from = a.Links + 1
	}
	if from <= v.Links {
		fmt.Fprintf(out, "  %d to %d: not anchored yet\n", from, v.Links)
	}
	if v.Outside > 0 {
		fmt.Fprintf(out, "  %d newer ones are added within five minutes while the bot runs\n", v.Outside)
	}
	if v.Words+v.Names > 0 {
		fmt.Fprintf(out, "  erased as the history says: words of %d, names of %d\n", v.Words, v.Names)
	}
	if v.Withheld > 0 {
		fmt.Fprintf(out, "  left out of the file, because they name tickets of other projects: %d\n", v.Withheld)
	}
	for _, f := range v.Findings {
		fmt.Fprintf(out, "  FOUND at %d: %s\n", f.Nth, f.What)
	}
	if len(v.Findings) > 0 {
		return errSaid
	}
	fmt.Fprintln(out, "  sound")
	return nil
}

// tellChanges prints which changes of desk.yaml the history has.
func tellChanges(ctx context.Context, out io.Writer, tx *storage.Tx, project string) error {
	all, err := reload.Changes(ctx, tx, project)
	for _, c := range all {
		who := cmp.Or(c.By.Handle, c.By.Name, "the operator")
		fmt.Fprintf(out, "  desk.yaml changed on %s by %s, %.12s to %.12s: %s\n", c.At.UTC().Format("2006-01-02 15:04 UTC"), who, c.From, c.To, strings.Join(c.What, ", "))
	}
	return err
}

func whereAnchored(a storage.PostedHead) string {
	if a.At.IsZero() {
		return " by what you gave"
	}
	return fmt.Sprintf(" on %s in %s, message %s", a.PostedAt.Format(time.DateOnly), a.At.Root(), a.At.Message)
}
