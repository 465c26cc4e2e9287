package notice

import "vakhta/desk"

// AskLower asks whether a priority is to be lower than what the request's words say, or
// than what somebody of the shop says.
type AskLower struct {
	Said desk.Priority // by the words, or by By
	To   desk.Priority
	By   string `json:",omitempty"` // the name of somebody of the shop
}

// AskImpact asks who made their request critical who is hit. It is asked once, and the
// priority stays whatever they answer.
type AskImpact struct{}

// Kind names AskLower in the store.
func (AskLower) Kind() desk.NoticeKind { return "ask_lower" }

// Kind names AskImpact in the store.
func (AskImpact) Kind() desk.NoticeKind { return "ask_impact" }

// SlotImpact is the message that asks who is hit.
const SlotImpact = "impact"
