package history_test

import (
	"slices"
	"testing"

	"vakhta/adapters/slack/history"
)

func TestAMarkMovesOnlyWhileNothingIsMissing(t *testing.T) {
	m := history.NewMarks()
	m.Handled("C1", "1.000001")
	if got := m.Of("C1"); got != "" {
		t.Errorf("before the history was read the mark is at %q", got)
	}
	m.Thaw(m.Reasons())
	m.Handled("C1", "2.000001")
	m.Handled("C1", "1.000009")
	if got := m.Of("C1"); got != "2.000001" {
		t.Errorf("the mark is at %q, want at the latest message", got)
	}
	m.Missed()
	m.Handled("C1", "9.000001")
	reasons := m.Reasons()
	m.Read("C1", "3.000001")
	m.Freeze()
	m.Thaw(reasons)
	m.Handled("C1", "9.000002")
	if got := m.Of("C1"); got != "3.000001" {
		t.Errorf("the mark is at %q, though something was missed while the history was read", got)
	}
	select {
	case <-m.Signal():
	default:
		t.Error("nobody is told to read the history")
	}
}

func TestMarksThatMovedAreToldOnce(t *testing.T) {
	m := history.NewMarks()
	m.Heard("C2")
	m.Heard("")
	m.Read("C1", "1.000001")
	if got := m.Channels(); !slices.Equal(got, []string{"C1", "C2"}) {
		t.Errorf("channels: %q", got)
	}
	if got := m.Moved(); len(got) != 1 || got["C1"] != "1.000001" {
		t.Errorf("moved: %v", got)
	}
	if got := m.Moved(); len(got) != 0 {
		t.Errorf("told again: %v", got)
	}
}

func TestALaterTSIsLaterWhateverItsLength(t *testing.T) {
	for _, c := range [][2]string{{"1.000002", "1.000001"}, {"10.000001", "9.999999"}, {"1790000000.123456", ""}} {
		if !history.After(c[0], c[1]) || history.After(c[1], c[0]) || history.After(c[0], c[0]) {
			t.Errorf("%q is not after %q", c[0], c[1])
		}
	}
}
