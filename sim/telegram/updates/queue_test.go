package updates_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"vakhta/sim/telegram/updates"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func queue() *updates.Queue { return updates.NewQueue(101, time.Now, time.After) }

func message(chat string) updates.Update {
	return updates.Update{Kind: "message", Key: "chat:" + chat, Life: updates.DayLife, Payload: map[string]int{}}
}

func press() updates.Update {
	return updates.Update{Kind: "callback_query", Key: "user:6001", Life: updates.PressLife, Payload: map[string]int{}}
}

// poll asks without waiting and returns the ids of the updates.
func poll(t testing.TB, q *updates.Queue, offset, limit int) []int {
	t.Helper()
	batch, err := q.Poll(t.Context(), updates.Ask{Offset: offset, Limit: limit})
	if err != nil {
		t.Fatalf("poll from %d: %v", offset, err)
	}
	return ids(t, batch)
}

func ids(t testing.TB, batch []json.RawMessage) []int {
	t.Helper()
	var got []int
	for _, raw := range batch {
		var u struct {
			ID int `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &u); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
		got = append(got, u.ID)
	}
	return got
}

func TestUpdatesComeAgainUntilTheyAreConfirmed(t *testing.T) {
	q := queue()
	for range 3 {
		q.Push(message("1"))
	}
	for _, step := range []struct {
		name          string
		offset, limit int
		want          []int
	}{
		{"everything", 0, 0, []int{101, 102, 103}},
		{"the same again", 0, 0, []int{101, 102, 103}},
		{"no more than asked for", 0, 2, []int{101, 102}},
		{"what lies before the offset is gone", 102, 0, []int{102, 103}},
		{"for good", 0, 0, []int{102, 103}},
		{"from the end, and the rest is forgotten", -1, 0, []int{103}},
		{"for good, too", 0, 0, []int{103}},
		{"all confirmed", 104, 0, nil},
	} {
		if diff := cmp.Diff(step.want, poll(t, q, step.offset, step.limit)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
	}
}

func TestALongPollEndsWithTheNextUpdateOrItsTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q, began := queue(), time.Now()
		time.AfterFunc(20*time.Second, func() { q.Push(message("1")) })
		batch, err := q.Poll(t.Context(), updates.Ask{Timeout: 30 * time.Second})
		if err != nil || len(batch) != 1 || time.Since(began) != 20*time.Second {
			t.Errorf("after %s: %d updates, %v", time.Since(began), len(batch), err)
		}
		began = time.Now()
		batch, err = q.Poll(t.Context(), updates.Ask{Offset: 102, Timeout: time.Hour})
		if err != nil || len(batch) != 0 || time.Since(began) != updates.MaxWait {
			t.Errorf("after %s: %d updates, %v", time.Since(began), len(batch), err)
		}
	})
}

func TestTheOlderOfTwoPollsHearsOfTheConflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		older := make(chan error, 1)
		go func() {
			_, err := q.Poll(t.Context(), updates.Ask{Timeout: 30 * time.Second})
			older <- err
		}()
		synctest.Wait()
		poll(t, q, 0, 0)
		if err := <-older; err == nil || err.Error() != "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running" {
			t.Errorf("the older poll ends with %v", err)
		}
	})
}

func TestAPollEndsWithItsClientAndWithAnOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := q.Poll(ctx, updates.Ask{Timeout: 30 * time.Second}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err is %v", err)
		}
		time.AfterFunc(time.Second, q.Interrupt)
		if _, err := q.Poll(t.Context(), updates.Ask{Timeout: 30 * time.Second}); !errors.Is(err, updates.ErrInterrupted) {
			t.Errorf("err is %v", err)
		}
	})
}

func TestPressesExpireLongBeforeMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := queue()
		q.Push(press())
		q.Push(message("1"))
		time.Sleep(updates.PressLife)
		if diff := cmp.Diff([]int{102}, poll(t, q, 0, 0)); diff != "" {
			t.Errorf("after 150 s (-want +got):\n%s", diff)
		}
		time.Sleep(updates.DayLife)
		if n := q.Pending(); n != 0 {
			t.Errorf("a day later %d wait", n)
		}
	})
}

func TestAllowedUpdatesStayUntilTheyAreNamedAnew(t *testing.T) {
	q := queue()
	reaction := updates.Update{Kind: "message_reaction", Life: updates.DayLife}
	q.Push(reaction)
	if n := q.Pending(); n != 0 {
		t.Fatal("a reaction came unasked for")
	}
	q.Allow(`["MESSAGE_REACTION", "nonsense"]`)
	q.Allow("")
	q.Allow("{")
	q.Push(reaction)
	q.Push(message("1"))
	if n := q.Pending(); n != 1 {
		t.Errorf("%d wait, want the reaction alone", n)
	}
	q.Allow("[]")
	q.Push(reaction)
	q.Push(message("1"))
	if n := q.Pending(); n != 2 {
		t.Errorf("%d wait, want the reaction and the message", n)
	}
}

func TestARepeatedUpdateComesOnceMoreAfterItsConfirmation(t *testing.T) {
	q := queue()
	q.RepeatNext(1)
	q.Push(message("1"))
	if diff := cmp.Diff([]int{101}, poll(t, q, 0, 0)); diff != "" {
		t.Errorf("at first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{101}, poll(t, q, 102, 0)); diff != "" {
		t.Errorf("confirmed once (-want +got):\n%s", diff)
	}
	if got := poll(t, q, 102, 0); got != nil {
		t.Errorf("confirmed twice, there is still %v", got)
	}
}

func TestAHeldUpdateIsOvertaken(t *testing.T) {
	q := queue()
	q.Hold("message")
	q.Push(message("1"))
	q.Push(press())
	q.Release("message")
	batch, err := q.Poll(t.Context(), updates.Ask{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"{\"update_id\":101,\n\"callback_query\":{}}", "{\"update_id\":102,\n\"message\":{}}"}
	var got []string
	for _, raw := range batch {
		got = append(got, string(raw))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
