package storage

import (
	"context"
	"encoding/json"
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
on conflict (platform, chat, thread) do update set project = excluded.project, intake = excluded.intake, by = excluded.by, at = excluded.at,
    checklist = null, answered_at = null`

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

// A ConnectedChat is a chat that somebody linked, with what its checklist needs to know.
type ConnectedChat struct {
	desk.Connection
	By        desk.PersonID
	At        time.Time
	Checklist json.RawMessage // what it shows; nil: as it was posted
	Answered  bool            // the first line has answered its rehearsal
	Requested bool            // a ticket was opened there
}

const selectConnected = `
select project, platform, chat, thread, intake, by, at, checklist, answered_at is not null,
    exists(select from tickets t where t.project = c.project and t.place_platform = c.platform and t.place_chat = c.chat)
from connected c where platform || ':' || chat = $1 and thread = ''`

// ConnectedChat returns a linked chat by its name, such as telegram:-1001, or desk.ErrNotFound.
func (tx *Tx) ConnectedChat(ctx context.Context, chat string) (ConnectedChat, error) {
	return pgtx.One(ctx, tx.t, "read linked chat "+chat, func(row pgx.CollectableRow) (l ConnectedChat, err error) {
		err = row.Scan(&l.Project, &l.Chat.Platform, &l.Chat.Chat, &l.Chat.Thread, &l.Intake, &l.By, pgtx.Timestamp{T: &l.At},
			&l.Checklist, &l.Answered, &l.Requested)
		return l, err
	}, selectConnected, chat)
}

// SetChecklist stores what the checklist of a linked chat shows.
func (tx *Tx) SetChecklist(chat desk.Address, shows json.RawMessage) error {
	tx.t.Later("keep the checklist of "+chat.String(), `update connected set checklist = $3 where platform = $1 and chat = $2 and thread = ''`,
		chat.Platform, chat.Chat, shows)
	return nil
}

const answerRehearsal = `
update connected set answered_at = $3 where platform = $1 and chat = $2 and thread = '' and answered_at is null`

// AnswerRehearsal stores that the first line has answered the rehearsal of a linked
// chat, and reports whether it was the first answer.
func (tx *Tx) AnswerRehearsal(ctx context.Context, chat desk.Address, now time.Time) (first bool, err error) {
	n, err := tx.t.Exec(ctx, "answer the rehearsal of "+chat.String(), answerRehearsal, chat.Platform, chat.Chat, pgtx.At(now))
	return n > 0, err
}
