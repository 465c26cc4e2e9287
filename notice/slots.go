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
	SlotTaken    = "taken"
	SlotResolved = "resolved"
	SlotRating   = "rating"
	// SlotRatingAgain is the message that reminds of the rating.
	SlotRatingAgain = "rating_again"
	// SlotUnanswered is the message that the ticket ended without an answer.
	SlotUnanswered = "unanswered"
)

// AsksWhetherItHelped reports whether the message of a slot asks a requester, or
// somebody else who is told, whether a solution helped.
func AsksWhetherItHelped(slot string) bool {
	return slot == SlotResolved || strings.HasPrefix(slot, SlotResolved+"/")
}

const cardSlots = "card/"

// Prefixes of the slots of calls: calls that wait for somebody to take the
// ticket, or to take what was handed over to them, and calls that wait for its
// resolution.
const (
	HandedSlots  = "handed/"
	PingSlots    = "ping/"
	WarningSlots = "warning/"
)

// SilenceSlot returns the slot of what a monitoring system made to silence an
// alert.
func SilenceSlot(source, fingerprint string) string { return "silence/" + source + "/" + fingerprint }

// ReactionSlot returns the slot of an emoji that the bot puts on a message; "" is
// whatever emoji it has there, where it has at most one. No message stands in it.
func ReactionSlot(at desk.MessageRef, emoji string) string {
	return "reaction/" + at.Root().String() + "/" + at.Message + "/" + emoji
}

// CardSlot returns the slot of the engineers' card at a place.
func CardSlot(at desk.Address) string { return cardSlots + at.String() }

// IsCardSlot reports whether a slot is an engineers' card's.
func IsCardSlot(slot string) bool { return strings.HasPrefix(slot, cardSlots) }

// ApprovalSlot returns the slot of the nth card that asks for an approval.
func ApprovalSlot(fingerprint string, nth int, at desk.Address) string {
	return "approval/" + fingerprint + "/" + strconv.Itoa(nth) + "/" + at.String()
}

// WordsSlot returns the slot of a copy of somebody's words, which is edited and
// deleted along with them.
func WordsSlot(utterance int64, at desk.Address) string { return WordsSlots(utterance) + at.String() }

// WordsSlots returns the prefix of the slots of all copies of somebody's words.
func WordsSlots(utterance int64) string { return "words/" + strconv.FormatInt(utterance, 10) + "/" }

// AskSlot returns the slot of the question that asks somebody for words in a chat.
func AskSlot(who desk.Account, chat string) string { return "ask/" + who.String() + "/" + chat }

// AwaitSlot returns the slot of the message which says how long the answer is waited for.
func AwaitSlot(who desk.Account, chat string) string { return "await/" + who.String() + "/" + chat }

// DeliveredSlot returns the slot of the message with the state of words to the
// customer.
func DeliveredSlot(utterance int64, at desk.Address) string {
	return "delivered/" + strconv.FormatInt(utterance, 10) + "/" + at.String()
}
