package evidence_test

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/personal"
	"vakhta/storage"
	"vakhta/tickets"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// worked is a desk in which engineers and customers did things, all of them linked.
func worked(t *testing.T) (*testdesk.World, *desk.Ticket) {
	t.Helper()
	w := testdesk.New(t)
	k, _ := w.Everywhere()
	link(w)
	w.Pass(3 * time.Hour)
	link(w)
	return w, k
}

func link(w *testdesk.World) {
	w.Update(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, w.Now()) })
}

func verify(t *testing.T, w *testdesk.World, given ...evidence.Posted) *evidence.Verdict {
	t.Helper()
	return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (*evidence.Verdict, error) {
		return evidence.Verify(ctx, tx, "ROM", given...)
	})
}

// wantSound fails if anything is found.
func wantSound(t *testing.T, w *testdesk.World) *evidence.Verdict {
	t.Helper()
	v := verify(t, w)
	if len(v.Findings) > 0 {
		t.Errorf("found are %+v", v.Findings)
	}
	return v
}

func TestAnUntouchedHistoryIsSound(t *testing.T) {
	t.Parallel()
	w, _ := worked(t)
	v := wantSound(t, w)
	if entries := len(w.Tables()["timeline"]); int(v.Links) != entries || entries < 15 || v.Outside+v.Words+v.Names != 0 {
		t.Errorf("of %d entries the verdict is %+v", entries, v)
	}
	w.Do(w.Open().Key, func(_ context.Context, c *tickets.Case) error { return c.Take(w.Actor("vera")) })
	if v := wantSound(t, w); v.Outside != 2 {
		t.Errorf("two entries wait to be linked, the verdict is %+v", v)
	}
	link(w)
	if again := wantSound(t, w); again.Links != v.Links+2 {
		t.Errorf("two entries more make %d links of %d", again.Links, v.Links)
	}
}

// old is when an entry that is put in claims to have happened.
const old = `timestamptz '2026-11-16 09:05:00+00'`

func TestWhatIsDoneToAHistoryIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   string
		want string
	}{
		"a moment":           {`update timeline set at = at - interval '1 minute' where kind = 'resolved'`, "changed"},
		"a kind":             {`update timeline set kind = 'resumed' where kind = 'waiting'`, "changed"},
		"a value":            {`update timeline set detail = jsonb_set(detail, '{stars}', '1') where kind = 'rated'`, "changed"},
		"a person's number":  {`update timeline set person = person + 1 where kind = 'resolved'`, "changed"},
		"a name":             {`update timeline set actor = 'Борис' where kind = 'resolved'`, "changed"},
		"words":              {`update timeline set detail = jsonb_set(detail, '{text}', '"другое"') where kind = 'resolved'`, "changed"},
		"words, and a salt":  {`update timeline set detail = jsonb_set(detail, '{text}', '"другое"') where kind = 'resolved'; update chain set words_salt = null`, "changed"},
		"words are taken":    {`update timeline set detail = detail - 'text' where kind = 'resolved'; update chain set words_salt = null where words_salt is not null and entry in (select id from timeline where kind = 'resolved')`, "no entry says"},
		"names are taken":    {`update timeline set actor = '', handle = '' where kind = 'resolved'; update chain set who_salt = null where entry in (select id from timeline where kind = 'resolved')`, "nobody in it was forgotten"},
		"another ticket":     {`update timeline set ticket = 2 where kind = 'rated'`, "changed"},
		"an entry is taken":  {`delete from timeline where kind = 'replied'`, "removed"},
		"and its link":       {`delete from chain where entry = (select id from timeline where kind = 'rated'); delete from timeline where kind = 'rated'`, "missing"},
		"a link":             {`update chain set hash = decode(repeat('00', 32), 'hex') where nth = 5`, "changed"},
		"the end":            {`delete from chain where nth > 7; delete from timeline where id > 7`, "the chain ends with link 7"},
		"one is put in":      {`insert into timeline (ticket, at, kind, actor, note) values (1, ` + old + `, 'acked', 'vera', '')`, "put in afterwards"},
		"one is put between": {`insert into timeline (id, ticket, at, kind, actor, note) overriding system value values (-5, 1, ` + old + `, 'acked', 'vera', '')`, "in no chain"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, _ := worked(t)
			w.Exec(c.do)
			link(w)
			v := verify(t, w)
			for _, f := range v.Findings {
				if strings.Contains(f.What, c.want) {
					return
				}
			}
			t.Errorf("found are %+v, want %q", v.Findings, c.want)
		})
	}
}

func TestWhatIsErasedLeavesTheChainSound(t *testing.T) {
	t.Parallel()
	for name, erase := range map[string]func(w *testdesk.World, k *desk.Ticket){
		"words, by an engineer": func(w *testdesk.World, k *desk.Ticket) {
			w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error {
				return c.Redact(ctx, w.Actor("vera"), testdesk.TagWords)
			})
		},
		"a ticket, in time": func(w *testdesk.World, k *desk.Ticket) {
			w.Update(func(ctx context.Context, tx *storage.Tx) error {
				return tx.EmptyTickets(ctx, w.Now(), history.Emptied{}, k.ID)
			})
		},
		"a person": func(w *testdesk.World, _ *desk.Ticket) {
			if _, err := personal.Forget(context.Background(), w.Tickets, "telegram:"+testdesk.TagAccount); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, k := worked(t)
			before := verify(t, w)
			erase(w, k)
			if v := wantSound(t, w); v.Words == 0 { // before the erasure itself is linked, too
				t.Errorf("no words are missing: %+v", v)
			}
			link(w)
			v := wantSound(t, w)
			if v.Links <= before.Links {
				t.Error("that it was erased is in no link")
			}
		})
	}
}

func TestAHeadInTheCustomersChatHoldsWhatWasBeforeIt(t *testing.T) {
	t.Parallel()
	w, _ := worked(t)
	post(w)
	link(w) // remembers what was posted
	v := wantSound(t, w)
	if v.Anchored() != v.Links || v.Anchors[0].At.Chat != w.Desk.Projects["ROM"].Chats[0].Chat.Chat {
		t.Fatalf("anchored is %+v", v.Anchors)
	}
	anchored := v.Links
	w.Do(w.Open().Key, func(_ context.Context, c *tickets.Case) error { return c.Take(w.Actor("vera")) })
	link(w)
	if v := wantSound(t, w); v.Anchored() != anchored || v.Links != anchored+2 {
		t.Errorf("two entries later anchored are %d of %d", v.Anchored(), v.Links)
	}
	// Who can compute hashes writes a chain that fits itself.
	w.Exec(`update timeline set at = at - interval '1 minute' where kind = 'resolved'; delete from chain; delete from chains;
delete from marks`)
	link(w)
	if v := verify(t, w); len(v.Findings) == 0 || v.Findings[0].Nth != anchored {
		t.Errorf("of a chain that was written anew is found %+v", v.Findings)
	}
}

// post posts the heads, and returns what the customer reads.
func post(w *testdesk.World) (read []string) {
	w.Post()
	w.Update(func(ctx context.Context, tx *storage.Tx) error {
		return evidence.Post(ctx, tx, w.Desk, w.Now(), w.Now())
	})
	for _, l := range w.Post() {
		if l.Kind == (notice.Anchor{}).Kind() {
			read = append(read, testdesk.Show(l.Card))
		}
	}
	return read
}

func TestWhatIsPostedIsWhatIsVerified(t *testing.T) {
	t.Parallel()
	w, _ := worked(t)
	v := wantSound(t, w)
	read := post(w)
	if len(read) != 1 || !strings.Contains(read[0], v.Head) {
		t.Fatalf("posted is %q, want %s in it", read, v.Head)
	}
	link(w)
	if again := post(w); len(again) > 0 {
		t.Errorf("where nothing happened is posted %q", again)
	}
	head, err := hex.DecodeString(v.Head)
	if err != nil {
		t.Fatal(err)
	}
	// The desk's own memory of it is gone, and so is the end of the history.
	w.Exec(`delete from anchors; delete from chain where nth > 7; delete from timeline where id > 7;
update chains set links = 7, head = (select hash from chain where nth = 7)`)
	if v := verify(t, w); len(v.Findings) > 0 {
		t.Errorf("without a head from outside is found %+v: a chain alone cannot tell", v.Findings)
	}
	if v := verify(t, w, evidence.Posted{Links: v.Links, Head: head}); len(v.Findings) != 1 || !strings.Contains(v.Findings[0].What, "shorter") {
		t.Errorf("with the customer's message is found %+v", v.Findings)
	}
}

func TestWhatAProgramFromBeforeWritesIsLinked(t *testing.T) {
	t.Parallel()
	w, k := worked(t)
	at := w.Now().UTC()
	w.Exec(`insert into timeline (ticket, at, kind, actor, note) values ($1, $2, 'resolved', 'Vera', 'готово'), ($1, $2, 'waiting', 'Vera', 'waiting_vendor')`, k.ID, at)
	link(w)
	wantSound(t, w)
	w.Exec(`update timeline set note = 'не готово' where note = 'готово'`)
	if v := verify(t, w); len(v.Findings) != 1 {
		t.Errorf("of its changed note is found %+v", v.Findings)
	}
}

func TestAPastThatIsLinkedLateIsNoFinding(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	w.Everywhere()
	w.Pass(240 * time.Hour) // the desk is updated long after
	link(w)
	w.Pass(100 * time.Hour) // and then nobody runs it
	w.Do(w.Open().Key, func(_ context.Context, c *tickets.Case) error { return c.Take(w.Actor("vera")) })
	w.Pass(2 * time.Minute)
	link(w)
	wantSound(t, w)
}

func TestAProjectWithoutAHistoryHasNoChain(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	link(w)
	err := w.Store.View(t.Context(), func(tx *storage.Tx) error {
		_, err := evidence.Verify(t.Context(), tx, "ROM")
		return err
	})
	if !errors.Is(err, desk.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if read := post(w); len(read) > 0 {
		t.Errorf("posted is %q", read)
	}
}
