package notice

import (
	"vakhta/desk"
)

// Kind names RequestCard in the store.
func (RequestCard) Kind() desk.NoticeKind { return "receipt" }

// Kind names WorkCard in the store.
func (WorkCard) Kind() desk.NoticeKind { return "work_card" }

// Kind names Ping in the store.
func (Ping) Kind() desk.NoticeKind { return "ping" }

// Kind names Late in the store.
func (Late) Kind() desk.NoticeKind { return "late" }

// Kind returns the stored name of PingOver.
func (PingOver) Kind() desk.NoticeKind { return "ping_over" }

// Kind names AllClear in the store.
func (AllClear) Kind() desk.NoticeKind { return "all_clear" }

// Kind names ApprovalCard in the store.
func (ApprovalCard) Kind() desk.NoticeKind { return "approval" }

// Kind names CustomerSaid in the store.
func (CustomerSaid) Kind() desk.NoticeKind { return "customer_said" }

// Kind names DeskSaid in the store.
func (DeskSaid) Kind() desk.NoticeKind { return "desk_said" }

// Kind names NoteSaid in the store.
func (NoteSaid) Kind() desk.NoticeKind { return "noted" }

// Kind names Delivered in the store.
func (Delivered) Kind() desk.NoticeKind { return "delivered" }

// Kind names Happened in the store.
func (Happened) Kind() desk.NoticeKind { return "happened" }

// Kind names Taken in the store.
func (Taken) Kind() desk.NoticeKind { return "taken" }

// Kind names Nudge in the store.
func (Nudge) Kind() desk.NoticeKind { return "nudge" }

// Kind names EndedUnanswered in the store.
func (EndedUnanswered) Kind() desk.NoticeKind { return "unanswered" }

// Kind names StateChanged in the store.
func (StateChanged) Kind() desk.NoticeKind { return "state_changed" }

// Kind names AskHelped in the store.
func (AskHelped) Kind() desk.NoticeKind { return "resolved" }

// Kind names AskRating in the store.
func (AskRating) Kind() desk.NoticeKind { return "closed" }

// Kind names Belongs in the store.
func (Belongs) Kind() desk.NoticeKind { return "belongs" }

// Kind names AskReopen in the store.
func (AskReopen) Kind() desk.NoticeKind { return "ask_reopen" }

// Kind names WhichProject in the store.
func (WhichProject) Kind() desk.NoticeKind { return "which_project" }

// Kind names AskRequest in the store.
func (AskRequest) Kind() desk.NoticeKind { return "ask_request" }

// Kind names Greeting in the store.
func (Greeting) Kind() desk.NoticeKind { return "greeting" }

// Kind names Stranger in the store.
func (Stranger) Kind() desk.NoticeKind { return "stranger" }

// Kind names Welcome in the store.
func (Welcome) Kind() desk.NoticeKind { return "welcome" }

// Kind names Invitation in the store.
func (Invitation) Kind() desk.NoticeKind { return "invite" }

// Kind names Awaiting in the store.
func (Awaiting) Kind() desk.NoticeKind { return "awaiting" }

// Kind names Members in the store.
func (Members) Kind() desk.NoticeKind { return "members" }

// Kind names CannedAnswer in the store.
func (CannedAnswer) Kind() desk.NoticeKind { return "canned" }

// Kind names AskContract in the store.
func (AskContract) Kind() desk.NoticeKind { return "ask_contract" }

// Kind names MapHistory in the store.
func (MapHistory) Kind() desk.NoticeKind { return "map_history" }

// Kind names AuditFile in the store.
func (AuditFile) Kind() desk.NoticeKind { return "audit_file" }

// Kind names AskDisconnect in the store.
func (AskDisconnect) Kind() desk.NoticeKind { return "ask_disconnect" }

// Kind names AskReload in the store.
func (AskReload) Kind() desk.NoticeKind { return "ask_reload" }

// Kind names BadDesk in the store.
func (BadDesk) Kind() desk.NoticeKind { return "bad_desk" }

// Kind names AskRemove in the store.
func (AskRemove) Kind() desk.NoticeKind { return "ask_remove" }

// Kind names AskText in the store.
func (AskText) Kind() desk.NoticeKind { return "prompt" }

// Kind names Help in the store.
func (Help) Kind() desk.NoticeKind { return "help" }

// Kind names List in the store.
func (List) Kind() desk.NoticeKind { return "list" }

// Kind names Status in the store.
func (Status) Kind() desk.NoticeKind { return "status" }

// Kind names MapCard in the store.
func (MapCard) Kind() desk.NoticeKind { return "techmap" }

// Kind names MapFile in the store.
func (MapFile) Kind() desk.NoticeKind { return "techmap_file" }

// Kind names OnboardingCard in the store.
func (OnboardingCard) Kind() desk.NoticeKind { return "onboarding" }

// Kind names ChatCode in the store.
func (ChatCode) Kind() desk.NoticeKind { return "chat_code" }

// Kind names ChatConnected in the store.
func (ChatConnected) Kind() desk.NoticeKind { return "chat_connected" }

// Kind names ChatRehearsal in the store.
func (ChatRehearsal) Kind() desk.NoticeKind { return "chat_rehearsal" }

// Kind names Anchor in the store.
func (Anchor) Kind() desk.NoticeKind { return "anchor" }

// Kind names HoursCard in the store.
func (HoursCard) Kind() desk.NoticeKind { return "hours" }

// Kind names ReportCard in the store.
func (ReportCard) Kind() desk.NoticeKind { return "report" }

// Kind names NobodyCalled in the store.
func (NobodyCalled) Kind() desk.NoticeKind { return "skipped" }

// Kind names ReachChanged in the store.
func (ReachChanged) Kind() desk.NoticeKind { return "unreachable" }

// Kind names Sentence in the store.
func (Sentence) Kind() desk.NoticeKind { return "text" }

// Kind names FileMissed in the store.
func (FileMissed) Kind() desk.NoticeKind { return "file_missed" }

// Kind names ReportFile in the store.
func (ReportFile) Kind() desk.NoticeKind { return "report_file" }

// Kind names ReportText in the store.
func (ReportText) Kind() desk.NoticeKind { return "report_text" }

// Kind names LiveCard in the store.
func (LiveCard) Kind() desk.NoticeKind { return "live" }

// Kind names Timesheet in the store.
func (Timesheet) Kind() desk.NoticeKind { return "timesheet" }

// Kind names WhoAmI in the store.
func (WhoAmI) Kind() desk.NoticeKind { return "who_am_i" }

// Kind names Hidden.
func (Hidden) Kind() desk.NoticeKind { return "hidden" }

// Kind names React in the store.
func (React) Kind() desk.NoticeKind { return "react" }

// Kind names Rename in the store.
func (Rename) Kind() desk.NoticeKind { return "rename" }

// Kind names Remove in the store.
func (Remove) Kind() desk.NoticeKind { return "remove" }

// Kind names SilenceAlert in the store.
func (SilenceAlert) Kind() desk.NoticeKind { return "silence" }
