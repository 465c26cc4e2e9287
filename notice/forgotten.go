package notice

import "vakhta/desk"

// ForgottenTickets lists the open tickets about which nobody has said a word for long: to the
// team of a line, or to a project's managers.
type ForgottenTickets struct {
	Team    string `json:",omitempty"` // whose; "": the reader is a manager
	Tickets []desk.SilentTicket
	More    int `json:",omitempty"` // how many are not listed
}

// Kind names ForgottenTickets in the store.
func (ForgottenTickets) Kind() desk.NoticeKind { return "forgotten" }
