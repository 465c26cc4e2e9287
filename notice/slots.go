package notice

import (
	"strconv"
	"strings"

	"vakhta/desk"
)

// The slots of the messages that stand where a ticket's requester is answered.
const (
	SlotRequest  = "receipt"
	SlotResolved = "resolved"
	SlotRating   = "rating"
)

const cardSlots = "card/"

// CardSlot is the slot of the engineers' card at a place.
func CardSlot(at desk.Address) string { return cardSlots + at.String() }

// IsCardSlot reports whether an engineers' card stands in a slot.
func IsCardSlot(slot string) bool { return strings.HasPrefix(slot, cardSlots) }

// WordsSlot is the slot of a copy of somebody's words, which is edited and
// taken back along with them.
func WordsSlot(utterance int64, at desk.Address) string {
	return "words/" + strconv.FormatInt(utterance, 10) + "/" + at.String()
}

// DeliveredSlot is the slot of what says that words reached the customer.
func DeliveredSlot(utterance int64, at desk.Address) string {
	return "delivered/" + strconv.FormatInt(utterance, 10) + "/" + at.String()
}
