package cards

import (
	"encoding/json"
	"fmt"
	"sync"

	"vakhta/desk"
)

// Kind names each struct of facts in the store.
func (Receipt) Kind() desk.NoticeKind      { return "receipt" }
func (WorkCard) Kind() desk.NoticeKind     { return "work_card" }
func (Ping) Kind() desk.NoticeKind         { return "ping" }
func (CustomerSaid) Kind() desk.NoticeKind { return "customer_said" }
func (DeskSaid) Kind() desk.NoticeKind     { return "desk_said" }
func (Noted) Kind() desk.NoticeKind        { return "noted" }
func (Delivered) Kind() desk.NoticeKind    { return "delivered" }
func (Happened) Kind() desk.NoticeKind     { return "happened" }
func (Taken) Kind() desk.NoticeKind        { return "taken" }
func (StateChanged) Kind() desk.NoticeKind { return "state_changed" }
func (Resolved) Kind() desk.NoticeKind     { return "resolved" }
func (Closed) Kind() desk.NoticeKind       { return "closed" }
func (Belongs) Kind() desk.NoticeKind      { return "belongs" }
func (AskReopen) Kind() desk.NoticeKind    { return "ask_reopen" }
func (WhichProject) Kind() desk.NoticeKind { return "which_project" }
func (AskRequest) Kind() desk.NoticeKind   { return "ask_request" }
func (Greeting) Kind() desk.NoticeKind     { return "greeting" }
func (Stranger) Kind() desk.NoticeKind     { return "stranger" }
func (Welcome) Kind() desk.NoticeKind      { return "welcome" }
func (Invite) Kind() desk.NoticeKind       { return "invite" }
func (Prompt) Kind() desk.NoticeKind       { return "prompt" }
func (Help) Kind() desk.NoticeKind         { return "help" }
func (List) Kind() desk.NoticeKind         { return "list" }
func (Status) Kind() desk.NoticeKind       { return "status" }
func (OnCallNow) Kind() desk.NoticeKind    { return "on_call_now" }
func (ReportCard) Kind() desk.NoticeKind   { return "report" }
func (Skipped) Kind() desk.NoticeKind      { return "skipped" }
func (Unreachable) Kind() desk.NoticeKind  { return "unreachable" }
func (Text) Kind() desk.NoticeKind         { return "text" }
func (WhoAmI) Kind() desk.NoticeKind       { return "who_am_i" }
func (React) Kind() desk.NoticeKind        { return "react" }
func (Remove) Kind() desk.NoticeKind       { return "remove" }

// Encode is how facts are stored with a notice.
func Encode(f Facts) json.RawMessage {
	raw, err := json.Marshal(f)
	if err != nil {
		panic(fmt.Sprintf("encode %s: %v", f.Kind(), err)) // facts are plain data
	}
	return raw
}

// Decode reads what Encode wrote.
func Decode(kind desk.NoticeKind, raw json.RawMessage) (Facts, error) {
	decode, ok := decoders()[kind]
	if !ok {
		return nil, fmt.Errorf("facts of kind %q: unknown kind", kind)
	}
	f, err := decode(raw)
	if err != nil {
		return nil, fmt.Errorf("facts of kind %q: %w", kind, err)
	}
	return f, nil
}

type decoderSet map[desk.NoticeKind]func(json.RawMessage) (Facts, error)

// decoders knows every kind that Encode may have written.
var decoders = sync.OnceValue(func() decoderSet {
	d := decoderSet{}
	reads[Receipt](d)
	reads[WorkCard](d)
	reads[Ping](d)
	reads[CustomerSaid](d)
	reads[DeskSaid](d)
	reads[Noted](d)
	reads[Delivered](d)
	reads[Happened](d)
	reads[Taken](d)
	reads[StateChanged](d)
	reads[Resolved](d)
	reads[Closed](d)
	reads[Belongs](d)
	reads[AskReopen](d)
	reads[WhichProject](d)
	reads[AskRequest](d)
	reads[Greeting](d)
	reads[Stranger](d)
	reads[Welcome](d)
	reads[Invite](d)
	reads[Prompt](d)
	reads[Help](d)
	reads[List](d)
	reads[Status](d)
	reads[OnCallNow](d)
	reads[ReportCard](d)
	reads[Skipped](d)
	reads[Unreachable](d)
	reads[Text](d)
	reads[WhoAmI](d)
	reads[React](d)
	reads[Remove](d)
	return d
})

// reads adds the decoder of one struct of facts.
func reads[F Facts](d decoderSet) {
	var none F
	d[none.Kind()] = func(raw json.RawMessage) (Facts, error) {
		var f F
		err := json.Unmarshal(raw, &f)
		return f, err
	}
}
