package desk

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// Shelter calls do, and turns a panic in it into an error that wraps ErrBroken. The
// panic is logged under a message, with where it happened. Its value is not, because
// it may contain a customer's words.
func Shelter(log *slog.Logger, message string, do func() error, about ...any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			kind := fmt.Sprintf("%T", p)
			log.Error(message, append(about, "panic", kind, "stack", string(debug.Stack()))...) //nolint:sloglint // callers give constants
			err = fmt.Errorf("it panics with a %s: %w", kind, ErrBroken)
		}
	}()
	return do()
}
