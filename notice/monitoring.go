package notice

import (
	"strconv"
	"time"

	"vakhta/desk"
)

// AlertsLimited tells engineers that a source sends more alerts than are reported
// at once: first that further ones are held, then how many were.
type AlertsLimited struct {
	Project     string
	Source      string // as in desk.Alert
	System      string // as in desk.Alert
	From, Until time.Time
	Limit       int
	Held        int // 0: the time is not over
	Left        int // of them, those that still fire
}

// Kind names AlertsLimited in the store.
func (AlertsLimited) Kind() desk.NoticeKind { return "alerts_limited" }

// ShopAlert tells a shop's chat of a ticket that monitoring opened, and how it
// stands. It is a living message.
type ShopAlert struct {
	// Over is a message of its own, which says that the fault is over.
	Over  bool      `json:",omitempty"`
	Since time.Time // when the fault began
}

// Kind names ShopAlert in the store.
func (ShopAlert) Kind() desk.NoticeKind { return "shop_alert" }

// ShopAlertSlot returns the slot of the nth message that tells a shop's chat of a
// ticket.
func ShopAlertSlot(nth int, at desk.Address) string {
	return "shop_alert/" + strconv.Itoa(nth) + "/" + at.String()
}
