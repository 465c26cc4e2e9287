package history

import (
	"cmp"
	"encoding/json"

	"vakhta/desk"
)

// A ProjectActivity is what happened in a project and belongs to none of its
// tickets: who may see it changed, or its data was handed out or deleted. People
// are numbers in it, because it is kept for as long as the project's figures are.
type ProjectActivity interface {
	Kind() ActivityKind
	ofProject()
}

// Invited says that an admin made an invitation.
type Invited struct {
	Role       string `json:"role"`
	Invitation string `json:"invitation"` // the beginning of its code's hash
}

// Joined says that somebody accepted an invitation.
type Joined struct {
	Role       string `json:"role"`
	Invitation string `json:"invitation"`
}

// Removed says that an admin ended a membership.
type Removed struct {
	Person desk.PersonID `json:"person"`
	Role   string        `json:"role"`
}

// Exported says that the operator exported what is stored.
type Exported struct {
	Person desk.PersonID `json:"person,omitempty"` // only theirs; 0: everybody's
}

// Forgot says that the operator deleted a person's data.
type Forgot struct {
	Person desk.PersonID `json:"person"`
}

// DeskChanged says that another desk.yaml came into force, and what of it concerns
// the project.
type DeskChanged struct {
	From string   `json:"from"` // hex of the SHA-256 of the old file
	To   string   `json:"to"`   // of the new one
	What []string `json:"what"` // what differs, such as contracts.gold.targets; people are not named
}

// ChatLinked says that a chat was linked to the project with a code.
type ChatLinked struct {
	Chat string `json:"linked"`
	Code string `json:"code"` // the beginning of its hash
}

// UnmarshalJSON reads what this program wrote, and what one before it called chat.
func (c *ChatLinked) UnmarshalJSON(raw []byte) error {
	var of struct{ Linked, Chat, Code string }
	if err := json.Unmarshal(raw, &of); err != nil {
		return err
	}
	c.Chat, c.Code = cmp.Or(of.Linked, of.Chat), of.Code
	return nil
}

// MapChanged says that another version of the project's tech map came into force.
type MapChanged struct {
	Version int              `json:"version"`
	Changes []desk.MapChange `json:"changes,omitempty"` // none: the first one, or only remarks differ
}

// AgreementAccepted says that a side accepted what is promised to the project.
type AgreementAccepted struct {
	Version string    `json:"agreement"`
	Side    desk.Side `json:"side"`
}

// Kind names AgreementAccepted in the store.
func (AgreementAccepted) Kind() ActivityKind { return "agreement_accepted" }

// Kind names MapChanged in the store.
func (MapChanged) Kind() ActivityKind { return "map_changed" }

// Kind names Invited in the store.
func (Invited) Kind() ActivityKind { return "invited" }

// Kind names Joined in the store.
func (Joined) Kind() ActivityKind { return "joined" }

// Kind names Removed in the store.
func (Removed) Kind() ActivityKind { return "removed" }

// Kind names Exported in the store.
func (Exported) Kind() ActivityKind { return "exported" }

// Kind names Forgot in the store.
func (Forgot) Kind() ActivityKind { return "forgotten" }

// Kind names DeskChanged in the store.
func (DeskChanged) Kind() ActivityKind { return "desk_changed" }

// ChatUnlinked says that the link of a chat, made with a code, was ended.
type ChatUnlinked struct {
	Chat string `json:"linked"`
}

// Kind names ChatUnlinked in the store.
func (ChatUnlinked) Kind() ActivityKind { return "chat_unlinked" }

// Kind names ChatLinked in the store.
func (ChatLinked) Kind() ActivityKind { return "chat_linked" }

func (ChatLinked) ofProject()        {}
func (ChatUnlinked) ofProject()      {}
func (MapChanged) ofProject()        {}
func (AgreementAccepted) ofProject() {}
func (Invited) ofProject()           {}
func (Joined) ofProject()            {}
func (Removed) ofProject()           {}
func (Exported) ofProject()          {}
func (Forgot) ofProject()            {}
func (DeskChanged) ofProject()       {}
