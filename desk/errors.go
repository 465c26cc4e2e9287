package desk

import "errors"

// What the desk may answer instead of doing a thing.
var (
	// ErrNotFound means that there is no such thing, or none that the asker may
	// know of: another project's ticket answers the same as a missing one.
	ErrNotFound = errors.New("not found")
	// ErrForbidden means that the person's role does not allow it.
	ErrForbidden = errors.New("not allowed")
	// ErrBroken means that it is a mistake of ours: trying again does not help.
	ErrBroken = errors.New("it breaks however often it is tried")
)
