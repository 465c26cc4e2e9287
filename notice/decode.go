package notice

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"vakhta/desk"
)

// Encode returns facts as they are stored with a notice.
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

// Kinds lists all kinds, by name.
func Kinds() []desk.NoticeKind { return slices.Sorted(maps.Keys(decoders())) }

type decoderSet map[desk.NoticeKind]func(json.RawMessage) (Facts, error)

// decoders has a decoder for every kind that Encode writes.
var decoders = sync.OnceValue(func() decoderSet {
	d := decoderSet{}
	reads[RequestCard](d)
	reads[WorkCard](d)
	reads[Ping](d)
	reads[Late](d)
	reads[PingOver](d)
	reads[AllClear](d)
	reads[ApprovalCard](d)
	reads[ReviewCard](d)
	reads[MajorStatus](d)
	reads[AskLower](d)
	reads[AskImpact](d)
	reads[ForgottenTickets](d)
	reads[AskPostMortem](d)
	reads[Catalogue](d)
	reads[FormStep](d)
	reads[TimerAsked](d)
	reads[CustomerSaid](d)
	reads[DeskSaid](d)
	reads[NoteSaid](d)
	reads[Delivered](d)
	reads[Happened](d)
	reads[Taken](d)
	reads[Nudge](d)
	reads[EndedUnanswered](d)
	reads[StateChanged](d)
	reads[AskHelped](d)
	reads[AskRating](d)
	reads[Belongs](d)
	reads[AskReopen](d)
	reads[WhichProject](d)
	reads[AskRequest](d)
	reads[Greeting](d)
	reads[Stranger](d)
	reads[Welcome](d)
	reads[Invitation](d)
	reads[Members](d)
	reads[AskRemove](d)
	reads[AskContract](d)
	reads[AskReload](d)
	reads[BadDesk](d)
	reads[CannedAnswer](d)
	reads[AskText](d)
	reads[Awaiting](d)
	reads[Help](d)
	reads[List](d)
	reads[Articles](d)
	reads[Status](d)
	reads[Explanation](d)
	readsDuty(d)
	reads[AlertsLimited](d)
	reads[BotRights](d)
	reads[ShopAlert](d)
	reads[ReportCard](d)
	reads[HoursCard](d)
	reads[MapCard](d)
	reads[AuditFile](d)
	reads[MapHistory](d)
	reads[ChatCode](d)
	reads[AskDisconnect](d)
	reads[OnboardingCard](d)
	reads[ChatConnected](d)
	reads[ChatRehearsal](d)
	readsAgreement(d)
	reads[MapFile](d)
	reads[Anchor](d)
	reads[NobodyCalled](d)
	reads[ReachChanged](d)
	reads[Sentence](d)
	reads[FileMissed](d)
	reads[ReportFile](d)
	reads[ReportText](d)
	reads[LiveCard](d)
	reads[Timesheet](d)
	reads[WhoAmI](d)
	reads[Hidden](d)
	reads[React](d)
	reads[Rename](d)
	reads[SilenceAlert](d)
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
