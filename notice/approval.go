package notice

import (
	"time"

	"vakhta/desk"
)

// ApprovalCard asks a shop's approver to agree to something. It is a living
// message: what was decided, and that something else is asked meanwhile, is read
// from the ticket.
type ApprovalCard struct {
	Of      desk.ApprovalSubject
	Print   string
	Effort  time.Duration
	Price   string
	Text    string
	By      string         // the engineer's name
	Mention []desk.Mention `json:",omitempty"` // in a chat that others read
}
