package timers

import (
	"fmt"

	"github.com/alicebob/miniredis/v2"
)

// InProcess starts a Redis inside this process, for a desk without one. Its
// content is lost when the process ends, and set again from the database.
func InProcess() (url string, stop func(), err error) {
	m := miniredis.NewMiniRedis()
	if err := m.StartAddr("127.0.0.1:0"); err != nil {
		return "", nil, fmt.Errorf("listen for the in-process Redis: %w", err)
	}
	return "redis://" + m.Addr(), m.Close, nil
}
