package monitoring_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// words are the first words to one of the shop's chats, and what followed them, since the last
// call: whether they say that the fault is over.
func (w watch) words() (all []bool) {
	first := w.Tickets.Current().Projects["ROM"].Chats[0].Chat
	for _, letter := range w.Post() {
		if f, is := letter.Facts.(notice.ShopAlert); is && letter.To == first {
			all = append(all, f.Over)
		}
	}
	return all
}

func (w watch) expects(when string, want ...bool) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.words()); diff != "" {
		w.t.Errorf("what the shop hears %s (-want +got):\n%s", when, diff)
	}
}

func TestTheShopHearsOfAnAlertWhenItsContractSays(t *testing.T) {
	t.Parallel()
	w := open(t, "    close_after: 3d", "    alert_notice: {P1: 15m, P2: acknowledged, P3: at_once}\n    close_after: 3d")
	anna := w.Actor("anna")
	take := func(c *tickets.Case) error { return c.Take(anna) }
	resolve := func(c *tickets.Case) error { return c.Resolve(anna, "done") }

	w.sends(disk) // P1
	w.does(1, take)
	w.rings(14 * time.Minute)
	w.expects("before the time")
	w.rings(time.Minute)
	w.expects("after the time", false)
	w.rings(time.Hour)
	w.expects("later")
	w.does(1, resolve)
	w.expects("at the end", false, true)
	w.Pass(time.Minute)
	w.sends(over(disk))
	w.sends(disk) // within the hour it is reopened
	w.rings(14 * time.Minute)
	w.expects("after the reopening")
	w.does(1, func(c *tickets.Case) error { c.SetPriority(anna, desk.P3); return nil })
	w.expects("when it becomes P3", false)

	short := disk
	short.Fingerprint, short.Severity = "f2", "error"
	w.sends(short) // P2
	w.rings(time.Hour)
	w.expects("before it is taken")
	w.does(2, take)
	w.expects("when it is taken", false)

	short.Fingerprint, short.Severity = "f3", "info" // P4
	w.sends(short)
	w.does(3, take)
	w.does(3, resolve)
	w.expects("of what it never hears of")

	short.Fingerprint, short.Severity = "f4", "warning" // P3
	w.sends(short)
	w.expects("of P3", false)
	w.does(4, take)
	w.expects("when it is taken", false)
}

func TestATicketKeepsWhatItsAlertsAreAbout(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      group: 5m\n      reopen: 1h")
	a := disk
	a.Group, a.Labels = "g", map[string]string{"service": "checkout", "instance": "db1"}
	w.sends(a)
	a.Fingerprint, a.Labels = "f2", map[string]string{"service": "search", "instance": "db1"}
	w.sends(a)
	if diff := cmp.Diff([]string{"instance=db1", "service=checkout", "service=search"}, w.rom(1).Alert.Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}
