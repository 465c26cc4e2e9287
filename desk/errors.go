package desk

import "errors"

// What the desk returns instead of doing something.
var (
	// ErrNotFound means that there is no such thing, or none that the person
	// may know of: another project's ticket is answered like a missing one.
	ErrNotFound = errors.New("not found")
	// ErrForbidden means that the person's role does not allow it.
	ErrForbidden = errors.New("not allowed")
	// ErrBroken means a fault in this program; trying again does not help.
	ErrBroken = errors.New("it breaks however often it is tried")
)
