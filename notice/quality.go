package notice

import (
	"strconv"

	"vakhta/desk"
	"vakhta/history"
)

// ReviewCard asks a manager to find out why a rating is poor, with the whole way of the
// ticket. It is a living message.
type ReviewCard struct {
	Stars    desk.Stars
	Timeline []history.Entry
	Again    bool `json:",omitempty"` // they are reminded
}

// Kind names ReviewCard in the store.
func (ReviewCard) Kind() desk.NoticeKind { return "review" }

// ReviewSlot returns the slot of the nth card of a ticket's review.
func ReviewSlot(nth int, at desk.Address) string {
	return "review/" + strconv.Itoa(nth) + "/" + at.String()
}
