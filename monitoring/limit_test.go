package monitoring_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// limits are what engineers are told about too many alerts since the last call.
func (w watch) limits() (all []notice.AlertsLimited) {
	for _, letter := range w.Post() {
		if f, is := letter.Facts.(notice.AlertsLimited); is {
			f.From, f.Until = time.Time{}, time.Time{}
			all = append(all, f)
		}
	}
	return all
}

func TestTooManyAlertsWaitAndNoneIsLost(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      limit: 2\n      reopen: 1h")
	var all []desk.Alert
	for i := range 6 {
		a := disk
		a.Fingerprint, a.Severity = fmt.Sprint("f", i), "warning"
		all = append(all, a)
	}
	all[5].Severity = "critical"
	w.sends(all...)
	w.sends(over(all[2]))
	if w.rom(2) == nil || w.rom(3) != nil {
		t.Fatal("not exactly as many tickets as the limit were opened")
	}
	said := notice.AlertsLimited{Project: "ROM", Source: "alertmanager", System: "Alertmanager", Limit: 2}
	if diff := cmp.Diff([]notice.AlertsLimited{said}, w.limits()); diff != "" {
		t.Errorf("said at once (-want +got):\n%s", diff)
	}
	w.rings(4 * time.Minute)
	if w.rom(3) != nil {
		t.Error("a held alert was reported before its time")
	}
	w.rings(time.Minute)
	if w.rom(4) == nil || w.rom(5) != nil || w.rom(3).Priority != desk.P1 {
		t.Error("not the most urgent ones were reported first, up to the limit")
	}
	if diff := cmp.Diff([]history.ActivityKind{"opened", "alert_held"}, w.heard(3)); diff != "" {
		t.Errorf("of what was held (-want +got):\n%s", diff)
	}
	ends := said
	ends.Held, ends.Left = 4, 3
	if diff := cmp.Diff([]notice.AlertsLimited{ends}, w.limits()); diff != "" {
		t.Errorf("said after the first window (-want +got):\n%s", diff)
	}
	w.rings(5 * time.Minute)
	if w.rom(5) == nil || w.rom(6) != nil {
		t.Error("what still fired was not reported, once")
	}
	again := said
	again.Held, again.Left = 1, 1
	if diff := cmp.Diff([]notice.AlertsLimited{again}, w.limits()); diff != "" {
		t.Errorf("said after the second window (-want +got):\n%s", diff)
	}
}

func TestWhatIsHeldTwiceWaitsForMaintenance(t *testing.T) {
	t.Parallel()
	w := open(t, "      reopen: 1h", "      limit: 1\n      maintenance: [{from: 2026-11-16T12:03, to: 2026-11-16T13:00}]\n      reopen: 1h")
	second := disk
	second.Fingerprint = "f2"
	w.sends(disk, second)
	w.rings(6 * time.Minute)
	if w.rom(2) != nil {
		t.Error("it was reported during maintenance")
	}
	w.rings(time.Hour)
	if w.rom(2) == nil {
		t.Error("it is lost")
	}
}
