package notice

// The ids of sentences on the page behind the link of a call.
const (
	LinkAsks    = "link_asks"    // Key
	LinkTake    = "link_take"    // Key; on the button
	LinkUsed    = "link_used"    // Key; this link has acknowledged before
	LinkOver    = "link_over"    // Key; it is too old
	LinkUnknown = "link_unknown" // nobody made it, or it was changed
)

// The ids of sentences that refuse. Each says what to do instead.
const (
	RefusedNotFound         = "refused_not_found" // Key; the same for another project's ticket
	RefusedForbidden        = "refused_forbidden"
	RefusedTaken            = "refused_taken" // Who
	RefusedTakenByYou       = "refused_taken_by_you"
	RefusedNoMajor          = "refused_no_major"      // Key
	RefusedMajorAlready     = "refused_major_already" // Key
	RefusedMajorLinked      = "refused_major_linked"  // Key
	RefusedNotOpen          = "refused_not_open"      // Key, State
	RefusedNotWaiting       = "refused_not_waiting"   // Key, State
	RefusedNotResolved      = "refused_not_resolved"  // Key, State
	RefusedEnded            = "refused_ended"         // Key
	RefusedSameState        = "refused_same_state"    // Key, State
	RefusedSameAssignee     = "refused_same_assignee" // Who
	RefusedTooLate          = "refused_too_late"
	RefusedNotAssignee      = "refused_not_assignee" // for what only the assignee may see
	RefusedNoWords          = "refused_no_words"     // Key; the text to erase was not found
	RefusedNobodyLeft       = "refused_nobody_left"
	RefusedTooMany          = "refused_too_many"     // requests in a minute
	RefusedNobodyReads      = "refused_nobody_reads" // the requester has left the shop
	RefusedNoCustomer       = "refused_no_customer"  // monitoring opened the ticket
	RefusedNoMember         = "refused_no_member"    // Who, Project, Code
	RefusedWhichAnswer      = "refused_which_answer" // Key, Text: the names of canned answers, Name: one of them
	RefusedNoAnswers        = "refused_no_answers"
	RefusedAddWhat          = "refused_add_what"
	RefusedAddTo            = "refused_add_to"
	RefusedNoKnowledge      = "refused_no_knowledge"
	RefusedNoArticle        = "refused_no_article"   // Key, Text: the names of the notes, Name: one of them
	RefusedNotYours         = "refused_not_yours"    // the command replies to no message of theirs
	RefusedNoClient         = "refused_no_client"    // Who, Shops: nobody of these shops has this name
	RefusedWhichShop        = "refused_which_shop"   // Text: the shops, Who, Code: one of them
	RefusedNamedMember      = "refused_named_member" // Who: desk.yaml names them
	RefusedStale            = "refused_stale"        // the ticket has changed since its card was read
	RefusedAnswered         = "refused_answered"     // what a button asks is not asked any more
	RefusedNoTicketHere     = "refused_no_ticket_here"
	RefusedUnknownPerson    = "refused_unknown_person"   // Who, Text: the engineers
	RefusedNeedPerson       = "refused_need_person"      // Key, Text: the engineers, Who: one of them
	RefusedNeedHolder       = "refused_need_holder"      // Key, Text: the lines and people it can be handed over to
	RefusedSameHolder       = "refused_same_holder"      // Key
	RefusedNamesakes        = "refused_namesakes"        // Who, Text: what distinguishes them
	RefusedUnknownType      = "refused_unknown_type"     // Text
	RefusedUnknownPriority  = "refused_unknown_priority" // Text
	RefusedUnknownProject   = "refused_unknown_project"  // Text, Known
	RefusedPeriod           = "refused_period"           // Text
	RefusedFuture           = "refused_future"           // Text: a period that has not begun
	RefusedWhen             = "refused_when"             // Text: no time, or one that has passed
	RefusedUnknownCommand   = "refused_unknown_command"  // Command
	RefusedInvite           = "refused_invite"           // used, expired or unknown
	RefusedNeedText         = "refused_need_text"        // Usage
	RefusedNeedProject      = "refused_need_project"     // Text
	RefusedUsage            = "refused_usage"            // Usage
	RefusedAskedNoMore      = "refused_asked_no_more"    // the question is not asked any more
	RefusedByReply          = "refused_by_reply"         // Key; the answer has to be a reply to the question
	RefusedIntoPrivate      = "refused_into_private"     // Key, Into: the other way round it may be
	RefusedIntoPublic       = "refused_into_public"      // Key, Into
	RefusedLinked           = "refused_linked"           // Key, Into: the lead is linked itself, or is this ticket
	RefusedUrgent           = "refused_urgent"           // Key, Into: a linked ticket has no card of its own
	RefusedOtherLine        = "refused_other_line"       // Key, Into
	RefusedAnonymous        = "refused_anonymous"        // a group's anonymous administrator
	RefusedTrouble          = "refused_trouble"          // a fault of this program
	RefusedRange            = "duty.refused_range"       // Text: no time, or one that ends before it begins
	RefusedDutyTeam         = "duty.refused_team"        // Text: the teams to choose from
	RefusedDutyPerson       = "duty.refused_person"      // Who: not on call in any team of the visitor's
	RefusedReloadSame       = "reload.refused_same"
	RefusedAccept           = "agreement.refused_side"    // the visitor accepts for neither side
	RefusedAgreementChanged = "agreement.refused_changed" // it is not the version that was shown
	RefusedReloadChanged    = "reload.refused_changed"    // desk.yaml is not the one that was shown
	RefusedNoShift          = "duty.refused_no_shift"     // the visitor is not on call in that time
	RefusedSwapTaken        = "duty.refused_taken"        // Who
	RefusedOwnSwap          = "duty.refused_own"
	RefusedUnread           = "refused_unread"         // the same, for a message
	RefusedOverage          = "refused_overage"        // Key; no hours
	RefusedNoOverage        = "refused_no_overage"     // Key; the contract asks for no approval
	RefusedEstimate         = "refused_estimate"       // Key; no hours
	RefusedNoApprovers      = "refused_no_approvers"   // Project
	RefusedAskedAlready     = "refused_asked_already"  // Key
	RefusedNothingAsked     = "refused_nothing_asked"  // Key
	RefusedOtherApproval    = "refused_other_approval" // what was read is not what is asked now
	RefusedNotApprover      = "refused_not_approver"   // Text: who is one
	RefusedVotedAlready     = "refused_voted_already"
	RefusedNoCatalogue      = "catalogue.refused_none"
	RefusedNoService        = "catalogue.refused_unknown" // Text, Names: of the standard works
	RefusedNoForm           = "catalogue.refused_no_form" // Key
)

// The ids of sentences that confirm.
const (
	DoneService      = "catalogue.done_service" // Key, Title
	DoneTicked       = "catalogue.done_tick"    // N
	DoneUnticked     = "catalogue.done_untick"  // N
	DoneDetails      = "catalogue.done_details" // Key
	DetailsNeedFiles = "catalogue.need_files"   // Key, Label
	DoneTaken        = "done_taken"             // Key
	DoneAssigned     = "done_assigned"          // Who
	DoneWaiting      = "done_waiting"           // State
	DoneWaitingRuns  = "done_waiting_runs"      // State; no target stands still for it
	DoneSnoozed      = "done_snoozed"           // Key, At
	DoneOverage      = "done_overage"           // Key, Text: who is asked
	DoneEstimated    = "done_estimated"         // Key, Text: who is asked
	DoneApproved     = "done_approved"          // Key
	DoneVoted        = "done_voted"             // Key, N: how many more have to agree
	DoneDeclined     = "done_declined"          // Key
	DoneResumed      = "done_resumed"           // Key
	DoneEscalated    = "done_escalated"         // Key, Who
	DoneToEngineers  = "done_to_engineers"      // words of the third line
	DoneHandedOver   = "done_handed_over"       // Key, Who
	DoneResolved     = "done_resolved"          // Key
	DoneReopened     = "done_reopened"          // Key
	// DoneResolvedNoted answers a resolution whose words are a note.
	DoneResolvedNoted  = "done_resolved_noted"
	DoneClosed         = "done_closed"    // Key
	DoneCancelled      = "done_cancelled" // Key
	DoneType           = "done_type"      // Type
	DonePriority       = "done_priority"  // Priority
	DoneRated          = "done_rated"
	DoneImpact         = "done_impact"
	DoneMajor          = "done_major"       // Key
	DoneNoMajor        = "done_no_major"    // Key
	DonePostMortem     = "done_post_mortem" // Key
	DoneCommented      = "done_commented"
	DoneFeedback       = "done_feedback" // Key
	DoneReviewed       = "done_reviewed" // Key
	DoneAttached       = "done_attached" // Key
	DoneIgnored        = "done_ignored"
	DoneUpdated        = "done_updated"
	DoneUnlinked       = "done_unlinked"
	DoneLinked         = "done_linked" // Key, Into
	DoneNoted          = "done_noted"
	DoneAdded          = "done_added"
	DoneSent           = "done_sent"
	DoneUndone         = "done_undone"
	DoneLang           = "done_lang"
	DoneMerged         = "done_merged" // Key, Into
	DoneDeleted        = "done_deleted"
	DoneFollowed       = "done_followed"   // Key
	DoneUnfollowed     = "done_unfollowed" // Key
	DoneYourOwn        = "done_your_own"   // Key
	DoneOpenedFor      = "done_opened_for" // Key, Who
	DoneOK             = "done_ok"         // Key
	DoneNevermind      = "done_nevermind"  // a question is answered by nothing
	DoneWriteNext      = "done_write_next" // the next message is the text
	DoneInPrivate      = "done_in_private" // the answer is in the private chat
	DoneAccepted       = "agreement.done"
	DoneAcceptedBefore = "agreement.done_before"
	DoneFileComing     = "done_file_coming"
	DoneReportComing   = "done_report_coming"
	ReportTakesLonger  = "report.takes_longer"
	ReportFailed       = "report.failed"
	DoneNoSecrets      = "done_no_secrets" // nothing is hidden any more
	DoneRedacted       = "done_redacted"

	DoneBack      = "duty.done_back"
	DoneNotAway   = "duty.done_not_away"
	DoneSwapAsked = "duty.done_asked" // Team

	DoneReloaded        = "reload.done"        // N: tickets that were counted again
	DoneContract        = "contract.done"      // N: tickets that it was applied to; Project
	DoneContractNone    = "contract.none"      // Project
	DoneDrillPlanned    = "drill.done_planned" // Project, At
	DoneDrillsStopped   = "drill.done_stopped" // Project
	DoneMaintenance     = "maintenance.done"   // Project; When: its times
	DoneMaintenanceOver = "maintenance.ended"  // Project; N: how many alerts were held
	MaintenanceNone     = "maintenance.none"
	MaintenanceList     = "maintenance.list"

	DoneHere        = "drill.done_here"
	DoneHereAlready = "drill.done_already" // answered, or the call was for somebody else

	DoneRemoved        = "done_removed"         // Who, Project
	DoneRemovedPresent = "done_removed_present" // Who, Project: they may still be in the shop's chat
	DoneRemovedNamed   = "done_removed_named"   // Who, Project: desk.yaml names them as well
)

// The ids of sentences that explain.
const (
	Gathered       = "gathered"        // Key: that further requests of a minute are added to
	SaidALot       = "said_a_lot"      // further messages of a minute reach the engineers later
	ChatUnbound    = "chat_unbound"    // Chat
	MessageRemoved = "message_removed" // in place of one that cannot be deleted any more
)

// Text returns a sentence whose placeholders are filled from pairs of name and
// value.
func Text(id string, pairs ...string) Sentence {
	s := Sentence{ID: id, Args: make(map[string]string, len(pairs)/2)}
	for i := 0; i+1 < len(pairs); i += 2 {
		s.Args[pairs[i]] = pairs[i+1]
	}
	return s
}

// The ids of sentences about work that is entered.
const (
	RefusedWork         = "refused_work"           // Text: no length of work
	RefusedWorkDay      = "refused_work_day"       // Text: a day to come, or long ago
	RefusedNoAfterHours = "refused_no_after_hours" // the contract knows none
	RefusedNoMap        = "refused_no_map"
	RefusedConnectHere  = "refused_connect_here" // in a private chat
	RefusedConnected    = "refused_connected"    // the chat is linked already
	RefusedConnectCode  = "refused_connect_code" // unknown, used or expired
	RefusedDisconnect   = "refused_disconnect"   // no chat that was linked with a code
	RefusedNoWork       = "refused_no_work"      // Key: nothing to correct
	RefusedLessWork     = "refused_less_work"    // Key: less was entered

	DoneDisconnected   = "done_disconnected"     // Project
	DoneWorked         = "done_worked"           // Key, Hours
	DoneWorkedLate     = "done_worked_late"      // Key, Hours, Month, Next
	DoneWorkedOver     = "done_worked_over"      // Key, Hours, Over: hours of the ticket that nobody has agreed to
	DoneWorkedBack     = "done_worked_back"      // Key, Hours
	DoneWorkedBackLate = "done_worked_back_late" // Key, Hours, Month, Next
)
