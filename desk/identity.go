package desk

import "slices"

// An Identity is a handle in the store: the person and their accounts.
type Identity struct {
	Person   PersonID
	Handle   string
	Accounts []Account
}

// Identities compares the handles in the store with desk.yaml. A person is identified by their accounts. A handle
// that has none of them any more belongs to another person (others); if it has some, the rest are not this person's
// any more (fewer). Handles that are not in desk.yaml are ignored. Each identity is returned with the accounts it
// lost.
func (d *Desk) Identities(known []Identity) (others, fewer []Identity) {
	for _, id := range known {
		m := d.People[id.Handle]
		if m == nil {
			continue
		}
		all := len(id.Accounts)
		id.Accounts = slices.DeleteFunc(slices.Clone(id.Accounts), func(a Account) bool { return slices.Contains(m.Accounts, a) })
		switch len(id.Accounts) {
		case 0:
		case all:
			others = append(others, id)
		default:
			fewer = append(fewer, id)
		}
	}
	return others, fewer
}
