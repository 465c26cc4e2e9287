package notice

import (
	"time"

	"vakhta/desk"
)

// AskReload asks for confirmation before another desk.yaml comes into force, and
// says what changes.
type AskReload struct {
	Digest   string           `json:"digest"` // the beginning of it
	Changes  []DeskChange     `json:"changes,omitempty"`
	Tickets  []RealignedEntry `json:"tickets,omitempty"` // the first of those that are counted differently
	Total    int              `json:"total,omitempty"`   // how many those are
	Lost     int              `json:"lost,omitempty"`    // open tickets whose project is gone
	Kept     int              `json:"kept,omitempty"`    // open tickets that keep their contract
	Warnings []string         `json:"warnings,omitempty"`
	Maps     []MapRevision    `json:"maps,omitempty"` // that changed tech maps will be
}

// ContractApply is the word that applies a contract without asking.
const ContractApply = "apply"

// AskContract asks for confirmation before the contract in force is applied to a
// project's open tickets that keep an earlier one.
type AskContract struct {
	Project string           `json:"project"` // its code
	Name    string           `json:"name"`
	Kept    int              `json:"kept"`              // how many of them there are
	Tickets []RealignedEntry `json:"tickets,omitempty"` // the first of those that are counted differently
	Total   int              `json:"total,omitempty"`   // how many those are
}

// A DeskChange is what differs in desk.yaml.
type DeskChange struct {
	Path string `json:"path"`         // contracts.gold.targets.P1
	Is   string `json:"is,omitempty"` // added or removed; "": it differs
}

// A RealignedEntry is a running ticket whose deadlines or calls will be others.
type RealignedEntry struct {
	Key           desk.Key  `json:"key"`
	Assignee      string    `json:"name,omitempty"`
	Reaction      time.Time `json:"reaction,omitzero"` // zero: there is none, or it stays
	WasReaction   time.Time `json:"was_reaction,omitzero"`
	Resolution    time.Time `json:"resolution,omitzero"`
	WasResolution time.Time `json:"was_resolution,omitzero"`
}

// BadDesk says that desk.yaml has mistakes, and stays as it was.
type BadDesk struct {
	Mistakes []string `json:"mistakes"` // each with its line and column
	Total    int      `json:"total"`
}
