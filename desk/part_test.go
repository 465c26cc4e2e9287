package desk_test

import (
	"testing"

	"vakhta/desk"
)

func TestATextIsReadWithoutThePartsThatOthersHave(t *testing.T) {
	t.Parallel()
	const text = "Hi. Search is down, and add a filter. Thanks"
	parts := []desk.TextPart{{From: 4, To: 18}, {From: 24, To: 36}}
	for but, want := range []string{"Hi. Search is down, and …. Thanks", "Hi. …, and add a filter. Thanks"} {
		if got := desk.WithoutParts(text, parts, but); got != want {
			t.Errorf("but part %d it reads %q, want %q", but, got, want)
		}
	}
	if got := desk.WithoutParts("short", parts, 0); got != "short" {
		t.Errorf("parts that are beyond the text leave %q", got)
	}
}

func TestTheGravestRequestIsTheMostUrgentIncident(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		parts []desk.TextPart
		want  int
	}{
		{[]desk.TextPart{{Type: desk.ChangeRequest, Priority: desk.P3}, {Type: desk.Incident, Priority: desk.P1}}, 1},
		{[]desk.TextPart{{Type: desk.ServiceRequest, Priority: desk.P3}, {Type: desk.Incident, Priority: desk.P3}}, 1},
		{[]desk.TextPart{{Type: desk.Incident, Priority: desk.P2}, {Type: desk.Incident, Priority: desk.P2}}, 0},
	} {
		if got := desk.Gravest(tt.parts); got != tt.want {
			t.Errorf("of %v the gravest is %d, want %d", tt.parts, got, tt.want)
		}
	}
}
