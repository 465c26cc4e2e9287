package desk

import "slices"

// An Identity is a handle as the store knows it: whose it is, and by which accounts.
type Identity struct {
	Person   PersonID
	Handle   string
	Accounts []Account
}

// Identities compares the handles that the store knows with desk.yaml. A person is
// their accounts: if a handle has none of them any more, it is another person's; if
// it has some, the rest are not this person's any more. Handles that desk.yaml does
// not have are left alone. Each identity is returned with the accounts it lost.
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
