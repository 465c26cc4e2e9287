package storage_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

func TestWordsAreRewrittenInJSONAndNothingElseIs(t *testing.T) {
	t.Parallel()
	rewrite := func(s string) string { return strings.ReplaceAll(s, "resolved", "[…]") }
	for _, c := range []struct {
		raw, want string
		changed   bool
	}{
		{`{"Text": "it is resolved", "Kind": "resolved"}`, `{"Kind":"resolved","Text":"it is […]"}`, true},
		{`{"Event": {"text": "resolved", "step": 12345678901234567}}`, `{"Event":{"step":12345678901234567,"text":"[…]"}}`, true},
		{`{"Tickets": [{"Resolution": "resolved"}, {"Text": ""}]}`, `{"Tickets":[{"Resolution":"[…]"},{"Text":""}]}`, true},
		{`{"Author": "resolved"}`, `{"Author": "resolved"}`, false},
		{`broken`, `broken`, false},
		{``, ``, false},
	} {
		got, changed := storage.RewriteWords(json.RawMessage(c.raw), rewrite)
		if string(got) != c.want || changed != c.changed {
			t.Errorf("%s became %s, changed: %t; want %s", c.raw, got, changed, c.want)
		}
	}
}

func TestWhatIsHeldOfAMessageCanBeForgotten(t *testing.T) {
	t.Parallel()
	db := open(t)
	owner := desk.Account{Platform: desk.Slack, ID: "U0JOHN"}
	m := desk.MessageRef{Address: channel, Message: "1.2"}
	hold := func(text string, projects ...string) (id int64) {
		payload, err := json.Marshal(map[string]any{"Request": map[string]any{"Text": text, "Message": m, "Projects": projects}})
		if err != nil {
			t.Fatal(err)
		}
		update(t, db, func(ctx context.Context, tx *storage.Tx) (err error) {
			id, err = tx.Hold(ctx, storage.Held{Owner: owner, Payload: payload, Expires: noon.Add(time.Hour)})
			return err
		})
		return id
	}
	take := func(id int64) string {
		var payload json.RawMessage
		err := db.Update(t.Context(), func(tx *storage.Tx) (err error) {
			payload, err = tx.TakeHeld(t.Context(), id, owner, noon)
			return err
		})
		if errors.Is(err, desk.ErrNotFound) {
			return ""
		}
		if err != nil {
			t.Fatal(err)
		}
		return string(payload)
	}
	mine, others, nul := hold("the secret plan", "ROM", "LIL"), hold("the secret plan", "LIL"), hold("the secret\x00plan", "ROM")
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.RewriteHeld(ctx, "ROM", "secret", func(s string) string { return strings.ReplaceAll(s, "secret", "[…]") })
	})
	if got := take(mine); !strings.Contains(got, "the […] plan") {
		t.Errorf("what may be of the project is held as %s", got)
	}
	if got := take(others); !strings.Contains(got, "the secret plan") {
		t.Errorf("what is another project's is held as %s", got)
	}
	m.Message = "1.3"
	other := hold("stays", "ROM")
	m.Message = "1.2"
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.DropHeld(ctx, m) })
	if got := take(nul); got != "" {
		t.Errorf("of a deleted message is held %s", got)
	}
	if take(other) == "" {
		t.Error("another message is forgotten as well")
	}
}
