package conversations_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// A list of who is in the group, as a messenger keeps it.
type present struct {
	there bool
	err   error
	asked int
}

func (p *present) isMember(_ context.Context, chat desk.Address, _ desk.Account) (bool, error) {
	if p.asked++; chat != group.Address {
		return false, errors.New("another chat")
	}
	return p.there, p.err
}

func TestAfterALongSilenceTheMessengerIsAskedWhoIsInTheChat(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		silence time.Duration
		present present
		told    string
		asked   int // at two acts
	}{
		{"they left without a notice", 8 * 24 * time.Hour, present{there: false}, notice.RefusedNotFound, 1},
		{"they are still there", 8 * 24 * time.Hour, present{there: true}, "status", 1},
		{"nobody knows", 8 * 24 * time.Hour, present{err: errors.New("the bot is no administrator")}, "status", 2},
		{"they wrote a few days ago", 6 * 24 * time.Hour, present{there: false}, "status", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := open(t, twoShops...)
			k.engine.IsMember = tt.present.isMember
			key := k.fresh()
			k.says("guest", group, "Добрый день")
			k.Pass(tt.silence)
			for range 2 {
				if got := k.asksLater("guest", "status "+key.String()); got != tt.told {
					t.Errorf("they are told %s of a ticket, want %s", got, tt.told)
				}
			}
			if tt.present.asked != tt.asked {
				t.Errorf("the messenger is asked %d times, want %d", tt.present.asked, tt.asked)
			}
		})
	}
}

func TestWhoIsRefusedIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	p := present{there: true}
	k.engine.IsMember = p.isMember
	k.says("guest", group, "Добрый день")
	k.Pass(8 * 24 * time.Hour)
	if got := k.asksLater("guest", "status ROM-99"); got != notice.RefusedNotFound || p.asked != 1 {
		t.Errorf("they are told %s, and the messenger is asked %d times", got, p.asked)
	}
}
