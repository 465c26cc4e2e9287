package desk

// A Finding is the result of one check for the operator, and how to fix what is
// wrong.
type Finding struct {
	OK   bool
	What string
	Fix  string // "" if there is nothing to fix or the fix is unknown
}
