package history

// Kind names Opened in the store.
func (Opened) Kind() EventKind { return "opened" }

// Kind names Wrote in the store.
func (Wrote) Kind() EventKind { return "said" }

// Kind names Replied in the store.
func (Replied) Kind() EventKind { return "replied" }

// Kind names Commented in the store.
func (Commented) Kind() EventKind { return "noted" }

// Kind names Acknowledged in the store.
func (Acknowledged) Kind() EventKind { return "acked" }

// Kind names Assigned in the store.
func (Assigned) Kind() EventKind { return "assigned" }

// Kind names Released in the store.
func (Released) Kind() EventKind { return "released" }

// Kind names PutOnHold in the store.
func (PutOnHold) Kind() EventKind { return "waiting" }

// Kind names Resumed in the store.
func (Resumed) Kind() EventKind { return "resumed" }

// Kind names Resolved in the store.
func (Resolved) Kind() EventKind { return "resolved" }

// Kind names Reopened in the store.
func (Reopened) Kind() EventKind { return "reopened" }

// Kind names Closed in the store.
func (Closed) Kind() EventKind { return "closed" }

// Kind names Cancelled in the store.
func (Cancelled) Kind() EventKind { return "cancelled" }

// Kind names Retyped in the store.
func (Retyped) Kind() EventKind { return "type" }

// Kind names Prioritized in the store.
func (Prioritized) Kind() EventKind { return "priority" }

// Kind names Escalated in the store.
func (Escalated) Kind() EventKind { return "escalated" }

// Kind names Skipped in the store.
func (Skipped) Kind() EventKind { return "skipped" }

// Kind names Warned in the store.
func (Warned) Kind() EventKind { return "warned" }

// Kind names Rated in the store.
func (Rated) Kind() EventKind { return "rated" }

// Kind names Split in the store.
func (Split) Kind() EventKind { return "split" }

// Kind names Merged in the store.
func (Merged) Kind() EventKind { return "merged" }

// Kind names Unreachable in the store.
func (Unreachable) Kind() EventKind { return "unreachable" }

// Kind names Reminded in the store.
func (Reminded) Kind() EventKind { return "reminded" }

// Kind names Retracted in the store.
func (Retracted) Kind() EventKind { return "retracted" }

// Kind names Reworded in the store.
func (Reworded) Kind() EventKind { return "edited" }

// Kind names Unmasked in the store.
func (Unmasked) Kind() EventKind { return "unmasked" }

// Kind is the name that a newer program gave it.
func (u Unknown) Kind() EventKind { return u.Name }

func (Opened) event()       {}
func (Wrote) event()        {}
func (Replied) event()      {}
func (Commented) event()    {}
func (Acknowledged) event() {}
func (Assigned) event()     {}
func (Released) event()     {}
func (PutOnHold) event()    {}
func (Resumed) event()      {}
func (Resolved) event()     {}
func (Reopened) event()     {}
func (Closed) event()       {}
func (Cancelled) event()    {}
func (Retyped) event()      {}
func (Prioritized) event()  {}
func (Escalated) event()    {}
func (Skipped) event()      {}
func (Warned) event()       {}
func (Rated) event()        {}
func (Split) event()        {}
func (Merged) event()       {}
func (Unreachable) event()  {}
func (Reminded) event()     {}
func (Retracted) event()    {}
func (Reworded) event()     {}
func (Unmasked) event()     {}
func (Unknown) event()      {}
