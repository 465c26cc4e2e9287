package classify_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"vakhta/classify"
	"vakhta/desk"
)

// A clock is moved by its test. Nothing waits for it.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time             { return c.now }
func (c *clock) Timer(time.Time) desk.Timer { panic("nothing waits") }

// An oracle gives the same answer about everything.
type oracle desk.RequestType

func (o oracle) Improve(_ context.Context, _ string, g classify.Guess) (classify.Guess, error) {
	if o == "" {
		return g, errors.New("silent")
	}
	return g.Agreed(desk.RequestType(o)), nil
}

func guesser(t *testing.T, o oracle) (*classify.Guesser, *clock) {
	t.Helper()
	model, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)}
	return classify.NewGuesser(model, o, c), c
}

func TestACorrectionCountsInItsProjectAloneAndTheLatestWins(t *testing.T) {
	t.Parallel()
	g, _ := guesser(t, "")
	const text = "Посмотрите кассу номер пять"
	before := g.Guess("ROM", text).Type
	g.Learn(desk.Correction{Project: "ROM", Text: text, Type: desk.ChangeRequest})
	if got := g.Guess("ROM", text); got.Type != desk.ChangeRequest || got.Ask || got.Sureness > 0.99 {
		t.Errorf("after the correction: %+v", got)
	}
	if got := g.Guess("LIL", text).Type; got != before {
		t.Errorf("another project guesses %s, want %s as before", got, before)
	}
	for _, typ := range []desk.RequestType{desk.ServiceRequest, desk.Incident} {
		g.Learn(desk.Correction{Project: "LIL", Text: text, Type: typ})
	}
	if rom, lil := g.Guess("ROM", text).Type, g.Guess("LIL", text).Type; rom != desk.ChangeRequest || lil != desk.Incident {
		t.Errorf("ROM guesses %s and LIL %s, want %s and %s", rom, lil, desk.ChangeRequest, desk.Incident)
	}
}

func TestASecondOpinionIsAtHandForAWhile(t *testing.T) {
	t.Parallel()
	g, c := guesser(t, oracle(desk.ServiceRequest))
	const text = "Посмотрите кассу"
	made := g.Guess("", text)
	if !g.Unasked(text, made) {
		t.Fatalf("an unsure guess wants no opinion: %+v", made)
	}
	if err := g.Consult(t.Context(), text, made); err != nil {
		t.Fatal(err)
	}
	if got := g.Guess("", text); got.Type != desk.ServiceRequest || g.Unasked(text, got) {
		t.Errorf("with the opinion it is %+v, unasked %v", got, g.Unasked(text, got))
	}
	c.now = c.now.Add(11 * time.Minute)
	if err := g.Consult(t.Context(), "касса и принтер", g.Guess("", "касса и принтер")); err != nil {
		t.Fatal(err)
	}
	if got := g.Guess("", text); got.Type != made.Type {
		t.Errorf("an opinion of long ago still counts: %+v", got)
	}
}

func TestNobodyIsAskedWhoIsNotThereOrAboutWhatIsClear(t *testing.T) {
	t.Parallel()
	g, _ := guesser(t, "")
	made := g.Guess("", "Посмотрите кассу")
	if err := g.Consult(t.Context(), "Посмотрите кассу", made); err == nil || !g.Unasked("Посмотрите кассу", made) {
		t.Errorf("a silent oracle gave %v", err)
	}
	if sure := g.Guess("", "Не работает касса, не можем пробить чек"); g.Unasked("…", sure) {
		t.Errorf("an opinion is wanted on what is clear: %+v", sure)
	}
	model, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	alone := classify.NewGuesser(model, nil, &clock{})
	if alone.Unasked("Посмотрите кассу", made) {
		t.Error("without anybody to ask an opinion is wanted")
	}
}

func TestAMinuteHasABudgetOfSecondOpinions(t *testing.T) {
	t.Parallel()
	g, c := guesser(t, oracle(desk.ServiceRequest))
	ask := func() (asked int) {
		for i := range 100 {
			text := fmt.Sprintf("Посмотрите кассу %d в зале %s", i, c.now)
			made := g.Guess("", text)
			if err := g.Consult(t.Context(), text, made); err != nil {
				t.Fatal(err)
			}
			if !g.Unasked(text, classify.Guess{Ask: true}) {
				asked++
			}
		}
		return asked
	}
	if n := ask(); n != 30 {
		t.Errorf("%d second opinions were asked for within a minute; want 30", n)
	}
	c.now = c.now.Add(time.Minute)
	if n := ask(); n != 30 {
		t.Errorf("%d second opinions were asked for in the next minute; want 30", n)
	}
}
