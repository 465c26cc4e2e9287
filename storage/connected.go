package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// roleChat is the role of a code that links a chat. No person can have it.
const roleChat = "chat"

// AddChatCode stores the hash of a code that links one chat to a project.
func (tx *Tx) AddChatCode(ctx context.Context, i Invite) error {
	i.Role = roleChat
	return tx.AddInvite(ctx, i)
}

const takeChatCode = `
update invites set taken_by = $2, taken_at = $3
where code_hash = $1 and taken_by is null and expires_at > $3 and role = '` + roleChat + `'
returning project`

// TakeChatCode uses up a code that links a chat, and returns its project. One that is
// unknown, used or expired is not found, without a difference.
func (tx *Tx) TakeChatCode(ctx context.Context, codeHash []byte, who desk.PersonID, now time.Time) (project string, err error) {
	return pgtx.One(ctx, tx.t, "take a chat's code", pgx.RowTo[string], takeChatCode, codeHash, who, pgtx.At(now))
}

const selectLaunched = `
select exists(select from drills where project = $1 and began_at <= $2), exists(select from tickets where project = $1)`

// Launched reports whether an escalation of a project was rehearsed, and whether it has
// had a ticket.
func (tx *Tx) Launched(ctx context.Context, project string, now time.Time) (rehearsed, launched bool, err error) {
	both, err := pgtx.One(ctx, tx.t, "read what a project has done", func(row pgx.CollectableRow) (b [2]bool, err error) {
		err = row.Scan(&b[0], &b[1])
		return b, err
	}, selectLaunched, project, pgtx.At(now))
	return both[0], both[1], err
}

const insertConnection = `
insert into connected (platform, chat, thread, project, intake, by, at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (platform, chat, thread) do update set project = excluded.project, intake = excluded.intake, by = excluded.by, at = excluded.at`

// Connect links a chat to a project.
func (tx *Tx) Connect(c desk.Connection, who desk.PersonID, now time.Time) {
	tx.t.Later("connect "+c.Chat.String(), insertConnection, c.Chat.Platform, c.Chat.Chat, c.Chat.Thread, c.Project, c.Intake, who, pgtx.At(now))
}

// Disconnect ends the link of a chat. One that nobody linked with a code is not found.
func (tx *Tx) Disconnect(ctx context.Context, chat desk.Address) (project string, err error) {
	return pgtx.One(ctx, tx.t, "disconnect "+chat.String(), pgx.RowTo[string],
		`delete from connected where platform = $1 and chat = $2 and thread = $3 returning project`, chat.Platform, chat.Chat, chat.Thread)
}

const selectConnections = `select project, platform, chat, thread, intake from connected order by project, at, chat, thread`

// Connections returns the chats that people linked, by project, the earliest first.
func (tx *Tx) Connections(ctx context.Context) ([]desk.Connection, error) {
	return pgtx.Rows(ctx, tx.t, "read connected chats", func(row pgx.CollectableRow) (c desk.Connection, err error) {
		err = row.Scan(&c.Project, &c.Chat.Platform, &c.Chat.Chat, &c.Chat.Thread, &c.Intake)
		return c, err
	}, selectConnections)
}
