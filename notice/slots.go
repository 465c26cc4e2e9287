package notice

import (
	"strconv"
	"strings"

	"vakhta/desk"
)

// The slots of the messages in the chat in which a ticket's requester is
// answered.
const (
	SlotRequest  = "receipt"
	SlotResolved = "resolved"
	SlotRating   = "rating"
)

const cardSlots = "card/"

// CardSlot returns the slot of the engineers' card at a place.
func CardSlot(at desk.Address) string { return cardSlots + at.String() }

// IsCardSlot reports whether a slot is an engineers' card's.
func IsCardSlot(slot string) bool { return strings.HasPrefix(slot, cardSlots) }

// WordsSlot returns the slot of a copy of somebody's words, which is edited and
// deleted along with them.
func WordsSlot(utterance int64, at desk.Address) string {
	return "words/" + strconv.FormatInt(utterance, 10) + "/" + at.String()
}

// DeliveredSlot returns the slot of the message which says that words reached
// the customer.
func DeliveredSlot(utterance int64, at desk.Address) string {
	return "delivered/" + strconv.FormatInt(utterance, 10) + "/" + at.String()
}
