package notice

import "vakhta/desk"

// Catalogue lists the standard works of shops, with a button for each that opens a
// ticket.
type Catalogue struct{ Projects []string }

// FormStep asks one question of a ticket's form, where the messenger has no forms. It
// is a living message: the next question takes its place.
type FormStep struct {
	Title  desk.Bilingual  `json:",omitempty"` // the standard work; none: it is about an incident
	Field  *desk.FieldPlan `json:",omitempty"` // nil: all questions were asked
	Index  int             // of the field in the form, which the buttons carry
	Nth    int             // of the questions that are asked, from 1
	Of     int
	Text   []string        `json:",omitempty"` // the answer so far; at the end all answers, as lines
	Fault  desk.FieldFault `json:",omitempty"` // why the last answer was not taken
	Files  int             `json:",omitempty"` // how many were received
	First  bool            `json:",omitempty"` // there is no question before it
	Chosen string          `json:",omitempty"` // the chosen option
	// Changed says that the form changed under the reader's hands.
	Changed bool         `json:",omitempty"`
	Again   bool         `json:",omitempty"` // it was sent in before, and may be corrected
	Stage   FormStage    `json:",omitempty"`
	Who     desk.Mention `json:",omitzero"` // who fills it in
}

// A FormStage is whether a form is being filled in.
type FormStage string

// The stages.
const (
	FormOpen FormStage = ""
	FormSent FormStage = "sent"
	FormPut  FormStage = "put_off" // the draft stays
)

const formSlots = "form/"

// FormSlot returns the slot of a ticket's form in a chat.
func FormSlot(at desk.Address) string { return formSlots + at.String() }

// Kind names Catalogue in the store.
func (Catalogue) Kind() desk.NoticeKind { return "catalogue" }

// Kind names FormStep in the store.
func (FormStep) Kind() desk.NoticeKind { return "form_step" }
