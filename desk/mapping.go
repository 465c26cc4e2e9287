package desk

// An AlertMapping says by expressions what alerts there are in what a program
// sends. They are those of package mapping; "" is left out.
type AlertMapping struct {
	Each                                            string // the list of alerts; "": there is one, the whole body
	Skip                                            string // whether it is no alert
	ID, Title, Text, Severity, Link, Runbook, Group string // fields of Alert; ID is the fingerprint
	Over                                            string // whether the alert is over
	Labels                                          string // a map
}
