package history

import "vakhta/desk"

// WorkChosen says that the ticket is about a standard work of the catalogue.
type WorkChosen struct {
	Code  string         `json:"code"`
	Title desk.Bilingual `json:"title"`
}

// Ticked says that a step of the checklist was done, or was not done after all.
type Ticked struct {
	Title  desk.Bilingual `json:"title"`
	Undone bool           `json:"undone,omitempty"`
}

// Kind names WorkChosen in the store.
func (WorkChosen) Kind() ActivityKind { return "work_chosen" }

// Kind names Ticked in the store.
func (Ticked) Kind() ActivityKind { return "ticked" }

func (WorkChosen) event() {}
func (Ticked) event()     {}
