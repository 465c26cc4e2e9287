package cards_test

import (
	"testing"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

// moscow has a name of its own, so that tests need no zone files.
var moscow = time.FixedZone("MSK", 3*60*60)

// noon is when the samples are read, a Tuesday.
var noon = time.Date(2026, 11, 10, 14, 0, 0, 0, moscow)

func after(d time.Duration) time.Time { return noon.Add(d) }

const secret = "пароль от кассы qwerty"

func sampleDesk() *desk.Desk {
	return &desk.Desk{
		Name: "Поддержка магазинов", Locale: desk.Russian, TimeZone: moscow,
		People: map[string]*desk.Member{
			"anna":  {Handle: "anna", Name: "Анна Ким"},
			"boris": {Handle: "boris", Name: "Boris Lee"},
			"vera":  {Handle: "vera", Name: "Вера Орлова"},
			"noc":   {Handle: "noc", Name: "FastHost NOC"},
		},
		Teams: map[string]*desk.Team{
			"first-line": {Name: "first-line", Members: []string{"anna", "boris"}},
			"shop-dev":   {Name: "shop-dev", Members: []string{"vera"}},
		},
		Projects: map[string]*desk.Project{
			"ROM": {Code: "ROM", Name: "Ромашка", Line1: "first-line", Line2: "shop-dev", Line3: []string{"noc"}},
			"VAS": {Code: "VAS", Name: "Василёк", Line1: "first-line"},
		},
	}
}

var key = desk.Key{Project: "ROM", Number: 42}

// fresh returns a ticket that nobody has taken yet.
func fresh() *desk.Ticket {
	return &desk.Ticket{
		Key: key, Revision: 3, State: desk.New, Type: desk.Incident, Priority: desk.P1,
		Sureness: 0.64, TypeBy: desk.ByGuess, Cue: "касса",
		Text:      "Касса 3 не пробивает чеки, очередь стоит. <b>Помогите</b> @everyone!",
		Requester: desk.Person{ID: 7, Name: "Мария Петрова"},
		Origin:    desk.MessageRef{Address: desk.Address{Platform: desk.Telegram, Chat: "-100300"}, Message: "11"},
		Place:     desk.Address{Platform: desk.Telegram, Chat: "7001"},
		Line:      1, OpenedAt: noon, ReactionFrom: noon, LadderFrom: noon,
		ReactionDue: after(15 * time.Minute), ResolutionDue: after(28 * time.Hour),
	}
}

func with(change func(t *desk.Ticket)) *desk.Ticket {
	t := fresh()
	change(t)
	return t
}

func shared(t *desk.Ticket) *desk.Ticket {
	t.Shared, t.Place = true, t.Origin.Address
	return t
}

func taken(t *desk.Ticket) {
	t.State, t.Assignee, t.Revision = desk.InProgress, "anna", 4
	t.AckedAt, t.ReactedAt = after(2*time.Minute), after(2*time.Minute)
}

func waits(t *desk.Ticket) {
	taken(t)
	t.State = desk.WaitingCustomer
	t.Pauses = []desk.Pause{{From: after(3 * time.Minute)}}
}

func solved(t *desk.Ticket) {
	taken(t)
	t.State, t.ResolvedAt = desk.Resolved, after(65*time.Minute)
	t.Resolution = "Перезапустили службу печати, чеки идут."
}

func ended(t *desk.Ticket) {
	solved(t)
	t.State, t.EndedAt, t.Rating, t.Reopened = desk.Closed, after(2*time.Hour), 5, 2
}

// A sample is facts and the data they are drawn with.
type sample struct {
	facts  notice.Facts
	ticket *desk.Ticket
	now    time.Duration // after noon
	slack  bool
}

func (s sample) view(l desk.Locale) cards.View {
	v := cards.View{Desk: sampleDesk(), Now: after(s.now), Locale: l, Zone: moscow, Ticket: s.ticket, Traits: desk.Traits{Buttons: true, Replies: true}}
	if s.slack {
		v.Traits.Command = "/desk "
	}
	return v
}

func draw(t testing.TB, s sample, l desk.Locale) desk.Card {
	t.Helper()
	card, err := cards.Card(s.view(l), s.facts)
	if err != nil {
		t.Fatalf("%s: %v", s.facts.Kind(), err)
	}
	return card
}

// anna is an engineer.
var anna = desk.Actor{Person: 2, Handle: "anna", Name: "Анна Ким"}
