package history

// Kind names Opened in the store.
func (Opened) Kind() ActivityKind { return "opened" }

// Kind names Wrote in the store.
func (Wrote) Kind() ActivityKind { return "said" }

// Kind names Replied in the store.
func (Replied) Kind() ActivityKind { return "replied" }

// Kind names Commented in the store.
func (Commented) Kind() ActivityKind { return "noted" }

// Kind names Acknowledged in the store.
func (Acknowledged) Kind() ActivityKind { return "acked" }

// Kind names Assigned in the store.
func (Assigned) Kind() ActivityKind { return "assigned" }

// Kind names HandedOver in the store.
func (HandedOver) Kind() ActivityKind { return "handed_over" }

// Kind names OLAWarned in the store.
func (OLAWarned) Kind() ActivityKind { return "ola" }

// Kind names NextMissed in the store.
func (NextMissed) Kind() ActivityKind { return "next_missed" }

// Kind names ContractApplied in the store.
func (ContractApplied) Kind() ActivityKind { return "contract_applied" }

// Kind names UpdateMissed in the store.
func (UpdateMissed) Kind() ActivityKind { return "update_missed" }

// Kind names Chased in the store.
func (Chased) Kind() ActivityKind { return "chased" }

// Kind names Released in the store.
func (Released) Kind() ActivityKind { return "released" }

// Kind names PutOnHold in the store.
func (PutOnHold) Kind() ActivityKind { return "waiting" }

// Kind names Resumed in the store.
func (Resumed) Kind() ActivityKind { return "resumed" }

// Kind names Resolved in the store.
func (Resolved) Kind() ActivityKind { return "resolved" }

// Kind names Reopened in the store.
func (Reopened) Kind() ActivityKind { return "reopened" }

// Kind names Closed in the store.
func (Closed) Kind() ActivityKind { return "closed" }

// Kind names Cancelled in the store.
func (Cancelled) Kind() ActivityKind { return "cancelled" }

// Kind names Retyped in the store.
func (Retyped) Kind() ActivityKind { return "type" }

// Kind names Prioritized in the store.
func (Prioritized) Kind() ActivityKind { return "priority" }

// Kind names Escalated in the store.
func (Escalated) Kind() ActivityKind { return "escalated" }

// Kind names Skipped in the store.
func (Skipped) Kind() ActivityKind { return "skipped" }

// Kind names Warned in the store.
func (Warned) Kind() ActivityKind { return "warned" }

// Kind names InVain in the store.
func (InVain) Kind() ActivityKind { return "in_vain" }

// Kind names Rated in the store.
func (Rated) Kind() ActivityKind { return "rated" }

// Kind names Split in the store.
func (Split) Kind() ActivityKind { return "split" }

// Kind names Merged in the store.
func (Merged) Kind() ActivityKind { return "merged" }

// Kind names LinkedTo in the store.
func (LinkedTo) Kind() ActivityKind { return "linked" }

// Kind names Unreachable in the store.
func (Unreachable) Kind() ActivityKind { return "unreachable" }

// Kind names Reminded in the store.
func (Reminded) Kind() ActivityKind { return "reminded" }

// Kind names Snoozed in the store.
func (Snoozed) Kind() ActivityKind { return "snoozed" }

// Kind names TimerStarted in the store.
func (TimerStarted) Kind() ActivityKind { return "timer_started" }

// Kind names TimerDropped in the store.
func (TimerDropped) Kind() ActivityKind { return "timer_dropped" }

// Kind names Worked in the store.
func (Worked) Kind() ActivityKind { return "worked" }

// Kind names Woken in the store.
func (Woken) Kind() ActivityKind { return "woken" }

// Kind names Nudged in the store.
func (Nudged) Kind() ActivityKind { return "nudged" }

// Kind names Retracted in the store.
func (Retracted) Kind() ActivityKind { return "retracted" }

// Kind names Reworded in the store.
func (Reworded) Kind() ActivityKind { return "edited" }

// Kind names Redacted in the store.
func (Redacted) Kind() ActivityKind { return "redacted" }

// Kind names Emptied in the store.
func (Emptied) Kind() ActivityKind { return "emptied" }

// Kind names AlertFired in the store.
func (AlertFired) Kind() ActivityKind { return "alert_fired" }

// Kind names AlertOver in the store.
func (AlertOver) Kind() ActivityKind { return "alert_over" }

// Kind names AlertJoined in the store.
func (AlertJoined) Kind() ActivityKind { return "alert_joined" }

// Kind names AlertHeld in the store.
func (AlertHeld) Kind() ActivityKind { return "alert_held" }

// Kind names AlertCalm in the store.
func (AlertCalm) Kind() ActivityKind { return "alert_calm" }

// Kind names Silenced in the store.
func (Silenced) Kind() ActivityKind { return "silenced" }

// Kind names Unmasked in the store.
func (Unmasked) Kind() ActivityKind { return "unmasked" }

// Kind returns the name that a newer version gave it.
func (u Unknown) Kind() ActivityKind { return u.Name }

func (Opened) event()          {}
func (Wrote) event()           {}
func (Replied) event()         {}
func (Commented) event()       {}
func (Acknowledged) event()    {}
func (Assigned) event()        {}
func (OLAWarned) event()       {}
func (NextMissed) event()      {}
func (ContractApplied) event() {}
func (UpdateMissed) event()    {}
func (Chased) event()          {}
func (HandedOver) event()      {}
func (Released) event()        {}
func (PutOnHold) event()       {}
func (Resumed) event()         {}
func (Resolved) event()        {}
func (Reopened) event()        {}
func (Closed) event()          {}
func (Cancelled) event()       {}
func (Retyped) event()         {}
func (Prioritized) event()     {}
func (Escalated) event()       {}
func (Skipped) event()         {}
func (Warned) event()          {}
func (InVain) event()          {}
func (Rated) event()           {}
func (Split) event()           {}
func (Merged) event()          {}
func (LinkedTo) event()        {}
func (Unreachable) event()     {}
func (Reminded) event()        {}
func (Snoozed) event()         {}
func (TimerStarted) event()    {}
func (TimerDropped) event()    {}
func (Worked) event()          {}
func (Woken) event()           {}
func (Nudged) event()          {}
func (Retracted) event()       {}
func (Reworded) event()        {}
func (Redacted) event()        {}
func (Emptied) event()         {}
func (Unmasked) event()        {}
func (AlertFired) event()      {}
func (AlertOver) event()       {}
func (AlertJoined) event()     {}
func (AlertHeld) event()       {}
func (AlertCalm) event()       {}
func (Silenced) event()        {}
func (Unknown) event()         {}
