package storage

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const selectIdentities = `
select n.id, n.handle, coalesce(jsonb_agg(jsonb_build_object('platform', a.platform, 'id', a.account)
    order by a.platform, a.account) filter (where a.person is not null), '[]')
from people n left join accounts a on a.person = n.id where n.handle is not null group by n.id, n.handle order by n.id`

// Identities returns everybody who has a handle, with their accounts.
func (tx *Tx) Identities(ctx context.Context) ([]desk.Identity, error) {
	scan := func(row pgx.CollectableRow) (id desk.Identity, err error) {
		var accounts json.RawMessage
		if err = row.Scan(&id.Person, &id.Handle, &accounts); err == nil {
			err = json.Unmarshal(accounts, &id.Accounts)
		}
		return id, err
	}
	return pgtx.Rows(ctx, tx.t, "read who has a handle", scan, selectIdentities)
}

const takeHandle = `update people set former = handle, handle = null where id = $1 and handle is not null`

// TakeHandle removes a handle from a person, because another one has it now.
// The person's account and everything else stays.
func (tx *Tx) TakeHandle(_ context.Context, who desk.PersonID) error {
	tx.t.Later("take a handle", takeHandle, who)
	return nil
}

const deleteAccount = `delete from accounts where person = $1 and platform = $2 and account = $3`

// Disown removes accounts from a person. Somebody who writes from one of them
// is new.
func (tx *Tx) Disown(_ context.Context, id desk.Identity) error {
	for _, a := range id.Accounts {
		tx.t.Later("disown "+a.String(), deleteAccount, id.Person, a.Platform, a.ID)
	}
	return nil
}

const insertAccount = `
insert into accounts (platform, account, person) select $2, $3, id from people where handle = $1
on conflict do nothing`

// Own adds the accounts of desk.yaml to people whose handles are known, unless
// they are somebody else's, so that a person is known by each account before
// they use it.
func (tx *Tx) Own(_ context.Context, m *desk.Member) error {
	for _, a := range m.Accounts {
		tx.t.Later("own "+a.String(), insertAccount, m.Handle, a.Platform, a.ID)
	}
	return nil
}
