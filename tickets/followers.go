package tickets

import (
	"fmt"
	"slices"

	"vakhta/desk"
	"vakhta/storage"
)

// Follow makes a person hear what the ticket's requester hears, in their private
// chat.
func (c *Case) Follow(who desk.PersonID) { c.tx.Follow(c.Ticket.ID, who) }

// Unfollow ends it.
func (c *Case) Unfollow(who desk.PersonID) { c.tx.Unfollow(c.Ticket.ID, who) }

// tellFollowers tells followers what the requester is told, in their own
// language. Those who do not belong to the project any more, and chats that were
// told already, are left out.
func (c *Case) tellFollowers(followers []storage.Follower, told []desk.Address) {
	for _, f := range followers {
		at := f.Account.Private()
		if f.Account.IsZero() || slices.Contains(told, at) || !hasPart(c.desk, c.project, f.Handle, f.Joined, c.now) && !calls(c.desk, c.project, f.Handle) {
			continue
		}
		suffix := fmt.Sprintf("/follower/%d", f.ID)
		for _, n := range c.echoes {
			n.To, n.Person, n.Key = at, f.ID, n.Key+suffix
			if n.Slot != "" {
				n.Slot += suffix
			}
			c.notices = append(c.notices, n)
		}
	}
}
