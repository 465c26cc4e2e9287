package desk

import "fmt"

// A RequestType is what a requester wants, in ITIL's terms.
type RequestType string

// The request types. NoRequest is the classifier's answer to a greeting, thanks
// or chatter; a stored ticket never has it.
const (
	Incident           RequestType = "incident"
	ServiceRequest     RequestType = "service_request"
	ChangeRequest      RequestType = "change_request"
	InformationRequest RequestType = "information_request"
	NoRequest          RequestType = "none"
)

// RequestTypes lists the types a ticket may have, in the order in which people
// are offered them.
func RequestTypes() []RequestType {
	return []RequestType{Incident, ServiceRequest, ChangeRequest, InformationRequest}
}

// Valid reports whether a ticket may have type t.
func (t RequestType) Valid() bool {
	switch t {
	case Incident, ServiceRequest, ChangeRequest, InformationRequest:
		return true
	default:
		return false
	}
}

// A Priority is P1 (critical) to P4 (low). The zero value means no suggestion.
type Priority int

// The priorities of a ticket.
const (
	P1 Priority = 1 + iota
	P2
	P3
	P4
)

// Priorities lists the priorities from the most urgent.
func Priorities() []Priority { return []Priority{P1, P2, P3, P4} }

// ParsePriority reads "P1" to "P4", in either case.
func ParsePriority(s string) (Priority, error) {
	if len(s) == 2 && (s[0] == 'P' || s[0] == 'p') && '1' <= s[1] && s[1] <= '4' {
		return Priority(s[1] - '0'), nil
	}
	return 0, fmt.Errorf("priority %q: want P1, P2, P3 or P4", s)
}

// Valid reports whether p is one of P1 to P4.
func (p Priority) Valid() bool { return P1 <= p && p <= P4 }

// String returns "P1" to "P4", "" for the zero value.
func (p Priority) String() string {
	if !p.Valid() {
		return ""
	}
	return "P" + string(rune('0'+p))
}

// MarshalText writes p as its name.
func (p Priority) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a name as ParsePriority does.
func (p *Priority) UnmarshalText(b []byte) error {
	v, err := ParsePriority(string(b))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
