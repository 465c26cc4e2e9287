package desk

// A Finding is one thing that was looked at for the operator, and how to repair it.
type Finding struct {
	OK   bool
	What string
	Fix  string // "" where there is nothing to do, or nobody knows
}
