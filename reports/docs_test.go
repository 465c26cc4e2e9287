package reports_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/tickets"
)

// docsPage is what the examples stand in.
const docsPage = "../docs/sla.md"

var (
	fences = regexp.MustCompile("(?s)```sla\n(.*?)```")
	moment = regexp.MustCompile(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d):(\d\d) (.*)$`)
)

func TestTheExamplesOfTheDocsAreTrue(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(docsPage)
	if err != nil {
		t.Fatal(err)
	}
	examples := fences.FindAllStringSubmatch(string(page), -1)
	if len(examples) < 10 {
		t.Fatalf("%s has %d examples", docsPage, len(examples))
	}
	for i, e := range examples {
		t.Run(fmt.Sprintf("%d: %s", i+1, strings.ReplaceAll(strings.TrimSpace(e[1]), "\n", "; ")), func(t *testing.T) {
			t.Parallel()
			play(t, strings.Split(strings.TrimSpace(e[1]), "\n"))
		})
	}
}

// play plays an example: keys of the contract, then moments of a week. The last
// line is what has to be true.
func play(t *testing.T, lines []string) {
	var contract []string
	for !moment.MatchString(lines[0]) {
		key, _, _ := strings.Cut(lines[0], ":")
		old := written(t, key)
		if key == "sales" { // which the example's contract does not have
			lines[0] += "\n    " + old
		}
		contract = append(contract, old, lines[0])
		lines = lines[1:]
	}
	w := testdesk.New(t, contract...)
	sunday := testdesk.Noon.AddDate(0, 0, 6) // worlds begin on a Monday
	var k, other *desk.Ticket
	for i, line := range lines {
		m := moment.FindStringSubmatch(line)
		at := onDay(sunday, m[1]).Add(clock(t, m[2]+":"+m[3]))
		w.Pass(at.Sub(w.Now()))
		switch what := m[4]; {
		case strings.HasPrefix(what, "opened "):
			k = w.Open(func(o *tickets.Opening) { o.Priority, _ = desk.ParsePriority(strings.TrimPrefix(what, "opened ")) })
		case what == "merged":
			other = w.Open()
			_, err := w.Try(k.Key, func(_ context.Context, c *tickets.Case) error {
				_, err := w.Try(other.Key, func(_ context.Context, into *tickets.Case) error { return c.Merge(w.Actor("vera"), into, false) })
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		case strings.HasPrefix(what, "updates missed "):
			var missed int
			for _, e := range w.Timeline(k) {
				if _, is := e.Event.(history.UpdateMissed); is {
					missed++
				}
			}
			if got := fmt.Sprintf("updates missed %d", missed); got != what {
				t.Errorf("at the end: %s, want %s", got, what)
			}
		case strings.HasPrefix(what, "next responses "):
			f := w.NextResponses(desk.Period{From: sunday.AddDate(0, 0, -7), To: w.Now().AddDate(0, 0, 1)}, k)
			if got := fmt.Sprintf("next responses %d, in time %d", f.Promised, f.Met); got != what {
				t.Errorf("at the end: %s, want %s", got, what)
			}
		case i == len(lines)-1:
			if got := standing(w.Ticket(k.Key), w.Now(), what); got != what {
				t.Errorf("at the end the %s, want %s", got, what)
			}
		default:
			w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error { return happens(ctx, w, c, what) })
		}
	}
}

// happens does what a line of an example says.
func happens(ctx context.Context, w *testdesk.World, c *tickets.Case, what string) error {
	vera := w.Actor("vera")
	if p, err := desk.ParsePriority(strings.TrimPrefix(what, "set ")); err == nil {
		return c.SetPriority(vera, p)
	}
	switch what {
	case "taken":
		return c.Take(vera)
	case "asked the customer":
		return c.Wait(vera, tickets.Hold{On: desk.WaitingCustomer, Text: "Какая касса?"})
	case "answered":
		_, err := c.DeskSays(ctx, vera, tickets.Words{Text: "Чиним"})
		return err
	case "the customer wrote":
		_, err := c.CustomerSays(ctx, w.Actor("maria"), tickets.Words{Text: "Ну что там?"})
		return err
	case "noted":
		return c.Note(ctx, vera, tickets.Words{Text: "Опять"})
	case "resolved without a word":
		return c.Resolve(vera, "")
	case "resolved":
		return c.Resolve(vera, "Готово")
	case "reopened":
		return c.Reopen(ctx, w.Actor("maria"), "")
	case "cancelled":
		return c.Cancel(vera, "")
	default:
		return fmt.Errorf("nobody knows what %q means", what)
	}
}

// standing says how a ticket's targets stand, in the words of the page, and as
// exactly as the line it is compared with.
func standing(k *desk.Ticket, now time.Time, as string) string {
	var all []string
	for i, target := range []desk.ClockName{desk.ClockReaction, desk.ClockResolution} {
		j := k.Judge(target, now)
		said := string(target) + " " + map[desk.Outcome]string{
			desk.Unpromised: "not promised", desk.Pending: "pending", desk.Kept: "kept", desk.Broken: "missed by " + short(j.Late),
		}[j.Outcome]
		if parts := strings.Split(as, ", "); j.Measured && (j.Outcome == desk.Kept || strings.Contains(parts[i], " in ")) {
			said += " in " + short(j.Took)
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}

// short writes a duration as the page does: "1h5m".
func short(d time.Duration) string {
	s := strings.TrimSuffix(d.String(), "0s")
	return strings.TrimSuffix(s, "h0m") + map[bool]string{true: "h"}[strings.HasSuffix(s, "h0m")]
}

// written returns the line of desk.example.yaml that has a key of the contract.
func written(t *testing.T, key string) string {
	t.Helper()
	if key == "sales" {
		return "close_after: 3d"
	}
	for _, usual := range []string{"P1: {reaction: 15m, resolution: 4h, updates: 30m}", "reaction_by: either", "on_change: recompute", "on_reopen: resume"} {
		if strings.HasPrefix(usual, key+":") {
			return usual
		}
	}
	t.Fatalf("an example changes %s, which the test cannot", key)
	return ""
}

// onDay returns the midnight in Moscow of a day of the week that begins with sunday.
func onDay(sunday time.Time, day string) time.Time {
	y, m, d := sunday.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, testdesk.Moscow())
	for midnight.Weekday().String()[:3] != day {
		midnight = midnight.AddDate(0, 0, 1)
	}
	return midnight
}

func clock(t *testing.T, text string) time.Duration {
	t.Helper()
	at, err := time.Parse("15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at.Sub(at.Truncate(24 * time.Hour))
}
