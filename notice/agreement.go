package notice

import (
	"time"

	"vakhta/desk"
)

// AgreementCard shows what is promised to a project, who has accepted it, and a button
// for the side that has not.
type AgreementCard struct {
	Project string
	At      time.Time
	State   desk.AgreementState
	For     desk.Side // the reader may accept it for this side; "": not, or it is accepted
}

// AgreementFile is the annex as a PDF. It is made when it is sent.
type AgreementFile struct {
	Project string
	At      time.Time
	In      desk.Locale
	Name    string // of the file
}

// ArgAccept comes before the version in a button that accepts an agreement.
const ArgAccept = "accept"

// AgreementSlot returns the slot of an agreement's card in a private chat.
func AgreementSlot(project, version string, to desk.Address) string {
	return boardSlots + "agreement/" + project + "/" + version + "/" + to.String()
}

// Kind names AgreementCard in the store.
func (AgreementCard) Kind() desk.NoticeKind { return "agreement" }

// Kind names AgreementFile in the store.
func (AgreementFile) Kind() desk.NoticeKind { return "agreement_file" }

// readsAgreement adds the decoders of this file.
func readsAgreement(d decoderSet) {
	reads[AgreementCard](d)
	reads[AgreementFile](d)
}
