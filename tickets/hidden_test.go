package tickets_test

import (
	"context"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/mask"
	"vakhta/storage"
	"vakhta/tickets"
)

const (
	withCard = "Карта 4111 1111 1111 1111 не проходит"
	hidden   = "Карта •••• 1111 не проходит"
	digits   = "4111 1111"
)

func secrets(w *testdesk.World, k *desk.Ticket) []mask.Secret {
	return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) ([]mask.Secret, error) { return tx.Secrets(ctx, k.ID) })
}

func utterances(w *testdesk.World, k *desk.Ticket) []desk.Utterance {
	return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) { return tx.Utterances(ctx, k.ID) })
}

func TestWhatAnEngineerTellsTheCustomerArrivesWholeAndIsKeptHidden(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(), "take")
	w.Post()
	const password = "Пароль от кассы: Qwerty12"
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := c.DeskSays(ctx, w.Actor("vera"), tickets.Words{Text: password, Source: w.Message(k.Copies[0].At)})
		return err
	})
	for _, l := range w.Post() {
		if says := strings.Contains(l.Card.Quote, "Qwerty12"); says != (l.To == k.Place) && l.Card.Quote != "" {
			t.Errorf("%s reads %q", l.To, l.Card.Quote)
		}
	}
	said := utterances(w, k)
	if last := said[len(said)-1]; last.Text != "Пароль от кассы: ••••••" {
		t.Errorf("kept as %q", last.Text)
	}
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		return c.Edit(ctx, w.Actor("vera"), said[len(said)-1], "Пароль от кассы: Qwerty13")
	})
	if carried := w.Post(); len(carried) == 0 || !strings.Contains(carried[0].Card.Quote, "Qwerty13") {
		t.Errorf("another password is carried as %+v", carried)
	}
	if got := secrets(w, k); len(got) > 0 {
		t.Errorf("the engineer's own words leave %v behind", got)
	}
}

func TestTheCaptionsOfAnEngineersAlbumArriveWhole(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(), "take")
	w.Post()
	said := ""
	for i, caption := range []string{"Вход: логин vera", "Пароль: Qwerty12", "и нажмите «Войти»"} {
		k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
			_, err := c.DeskSays(ctx, w.Actor("vera"), tickets.Words{
				Text: caption, Source: w.Message(k.Copies[0].At), Album: "g1", Files: []desk.File{{Kind: "photo", ID: string(rune('a' + i))}},
			})
			return err
		})
		for _, l := range w.Post() {
			if l.To == k.Place && l.Card.Quote != "" {
				said = l.Card.Quote
			}
		}
	}
	for _, part := range []string{"логин vera", "Пароль: Qwerty12", "нажмите"} {
		if !strings.Contains(said, part) {
			t.Errorf("the customer reads %q, want %q in it", said, part)
		}
	}
	all := utterances(w, k)
	if last := all[len(all)-1]; strings.Contains(last.Text, "Qwerty12") || len(last.Files) != 3 {
		t.Errorf("kept as %q with %d files", last.Text, len(last.Files))
	}
}

func TestWordsTakeTheirSecretsAlongIntoAnotherTicket(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	into := w.Open()
	from := w.Open(func(o *tickets.Opening) { o.Text = withCard })
	if from.Text != hidden || !from.Hidden {
		t.Fatalf("opened with %q", from.Text)
	}
	w.Do(from.Key, func(ctx context.Context, c *tickets.Case) error {
		_, err := w.Try(into.Key, func(_ context.Context, to *tickets.Case) error { return c.Attach(ctx, w.Actor("maria"), to) })
		return err
	})
	if into = w.Ticket(into.Key); !into.Hidden || len(secrets(w, into)) != 1 {
		t.Errorf("the ticket it belongs to hides %v", secrets(w, into))
	}
	said := utterances(w, into)
	w.Do(into.Key, func(ctx context.Context, c *tickets.Case) error {
		if got, err := c.Original(ctx, said[len(said)-1]); got != withCard || err != nil {
			t.Errorf("split off it would be %q, %v, want %q", got, err, withCard)
		}
		return nil
	})
}

func TestAnEditChangesWhatIsHidden(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open(func(o *tickets.Opening) { o.Text = withCard })
	k = w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		return c.Edit(ctx, w.Actor("maria"), utterances(w, k)[0], "Карта 5500 0000 0000 0004 не проходит")
	})
	if got := secrets(w, k); k.Text != "Карта •••• 0004 не проходит" || len(got) != 1 || got[0].Value != "5500 0000 0000 0004" {
		t.Errorf("the request is %q and hides %v", k.Text, got)
	}
}

func TestAProjectMayReadPlainly(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t, "privacy: masked", "privacy: plain")
	k := w.Open(func(o *tickets.Opening) { o.Text = withCard })
	if k.Text != withCard || k.Hidden || len(secrets(w, k)) > 0 {
		t.Errorf("kept as %q, hidden: %v", k.Text, k.Hidden)
	}
}

// A customer's secret is in no table except the one for hidden secrets.
func TestNothingKeepsASecretButItsOwnTable(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := do(t, w, w.Open(func(o *tickets.Opening) { o.Text = withCard }), "take")
	w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
		maria := w.Actor("maria")
		if _, err := c.CustomerSays(ctx, maria, tickets.Words{Text: withCard}); err != nil {
			return err
		}
		c.Grow(withCard)
		if err := c.SetType(ctx, maria, desk.ChangeRequest); err != nil {
			return err
		}
		return c.Cancel(maria, withCard)
	})
	for _, table := range w.Holding(digits) {
		if table != "secrets" {
			t.Errorf("%s stands in %s, too", digits, table)
		}
	}
}
