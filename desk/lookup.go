package desk

import (
	"slices"
	"time"
)

// Account returns the member's account on a platform, zero if they have none.
func (m *Member) Account(p Platform) Account {
	for _, a := range m.Accounts {
		if a.Platform == p {
			return a
		}
	}
	return Account{}
}

// MemberByAccount returns the person of desk.yaml with an account, or nil.
func (d *Desk) MemberByAccount(a Account) *Member {
	for _, m := range d.People {
		if slices.Contains(m.Accounts, a) {
			return m
		}
	}
	return nil
}

// ProjectByChat returns the project whose staff write in the chat at a, and how
// its messages are taken in. A binding of a topic takes precedence over a
// binding of its chat.
func (d *Desk) ProjectByChat(a Address) (*Project, IntakeMode) {
	var found *Project
	var intake IntakeMode
	for _, p := range d.Projects {
		for _, c := range p.Chats {
			if c.Chat == a {
				return p, c.Intake
			}
			if c.Chat == a.Root() {
				found, intake = p, c.Intake
			}
		}
	}
	return found, intake
}

// TeamByChannel returns the team that works in the channel of a, in any thread,
// or nil.
func (d *Desk) TeamByChannel(a Address) *Team {
	var found *Team
	for _, t := range d.Teams {
		if t.Channel == a {
			return t
		}
		if t.Channel.Root() == a.Root() && t.Channel.Thread == "" {
			found = t
		}
	}
	return found
}

// LinesIn returns the codes of the projects that have a line in a chat, in any
// of its topics, sorted.
func (d *Desk) LinesIn(chat Address) (codes []string) {
	for code, p := range d.Projects {
		for line := 1; line <= 2; line++ {
			if t := d.Team(p, line); t != nil && t.Channel.Root() == chat.Root() && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	slices.Sort(codes)
	return codes
}

// ContractOf returns the contract of a project: its billing, and what was promised
// before its first later version. What is promised for a ticket says [Desk.ContractFor].
func (d *Desk) ContractOf(p *Project) *Contract { return d.Contracts[p.Contract] }

// At returns the version that is valid at a time.
func (c *Contract) At(opened time.Time) *Contract {
	if c == nil {
		return nil
	}
	valid := c
	for _, v := range c.Versions {
		if !opened.Before(v.ValidFrom) {
			valid = v
		}
	}
	return valid
}

// Team returns the team of a project's line 1 or 2, nil if it has none.
func (d *Desk) Team(p *Project, line int) *Team {
	switch line {
	case 1:
		return d.Teams[p.Line1]
	case 2:
		return d.Teams[p.Line2]
	default:
		return nil
	}
}

// Lines returns the handles of the people of a project's first and second line,
// each once.
func (d *Desk) Lines(p *Project) []string {
	var all []string
	for line := 1; line <= 2; line++ {
		if t := d.Team(p, line); t != nil {
			all = union(all, t.Members)
		}
	}
	return all
}

// Leads lists the handles of those who lead a project's lines, each once.
func (d *Desk) Leads(p *Project) []string {
	var all []string
	for line := 1; line <= 2; line++ {
		if t := d.Team(p, line); t != nil {
			all = union(all, t.Leads)
		}
	}
	return all
}

// Engineers lists the handles of everyone who may work on a project's tickets:
// both lines' teams and the third line's people, each once.
func (d *Desk) Engineers(p *Project) []string { return union(d.Lines(p), p.Line3) }

// Supplier reports whether somebody is of a project's third line alone: a specialist
// who is called to some of its tickets.
func (d *Desk) Supplier(p *Project, who EngineerID) bool {
	handle := who.Handle()
	return handle != "" && slices.Contains(p.Line3, handle) && !slices.Contains(d.Lines(p), handle)
}

// union adds to some handles those of others that are not among them.
func union(all, others []string) []string {
	for _, h := range others {
		if !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	return all
}

// Admins lists the desk's administrators.
func (d *Desk) Admins() []*Member {
	var all []*Member
	for _, m := range d.People {
		if m.Admin {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b *Member) int {
		if a.Handle < b.Handle {
			return -1
		}
		return 1
	})
	return all
}

// PrivateOf returns the private chat of a person of desk.yaml: that of their
// first account whose messenger is on.
func (d *Desk) PrivateOf(handle string) (Address, bool) {
	if m := d.People[handle]; m != nil {
		for _, a := range m.Accounts {
			if d.On(a.Platform) {
				return a.Private(), true
			}
		}
	}
	return Address{}, false
}
