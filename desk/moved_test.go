package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
)

func telegramChat(id, topic string) desk.Address {
	return desk.Address{Platform: desk.Telegram, Chat: id, Thread: topic}
}

func movedDesk() *desk.Desk {
	return &desk.Desk{
		Teams: map[string]*desk.Team{
			"first":  {Name: "first", Channel: telegramChat("-1", "7")},
			"second": {Name: "second", Channel: desk.Address{Platform: desk.Slack, Chat: "C0L2"}},
		},
		Projects: map[string]*desk.Project{
			"ROM": {Code: "ROM", Chats: []desk.BoundChat{
				{Chat: telegramChat("-2", ""), Intake: desk.IntakeAll},
				{Chat: telegramChat("-3", ""), Intake: desk.IntakeMention},
			}},
			"LIL": {Code: "LIL", Chats: []desk.BoundChat{{Chat: telegramChat("-4", "")}}},
		},
	}
}

func TestAMovedChatIsFollowedThroughEveryMoveAndKeepsItsTopic(t *testing.T) {
	d := movedDesk()
	got := d.Moved(map[desk.Address]desk.Address{
		telegramChat("-1", ""):   telegramChat("-100", ""),
		telegramChat("-100", ""): telegramChat("-200", ""),
		telegramChat("-2", ""):   telegramChat("-300", ""),
	})

	if want := telegramChat("-200", "7"); got.Teams["first"].Channel != want {
		t.Errorf("the channel is at %v, want %v", got.Teams["first"].Channel, want)
	}
	want := []desk.BoundChat{
		{Chat: telegramChat("-300", ""), Intake: desk.IntakeAll},
		{Chat: telegramChat("-3", ""), Intake: desk.IntakeMention},
	}
	if diff := cmp.Diff(want, got.Projects["ROM"].Chats); diff != "" {
		t.Errorf("the bound chats (-want +got):\n%s", diff)
	}
}

func TestMovingAChatLeavesTheDeskItWasReadFromAlone(t *testing.T) {
	d := movedDesk()
	got := d.Moved(map[desk.Address]desk.Address{
		telegramChat("-1", ""): telegramChat("-100", ""),
		telegramChat("-2", ""): telegramChat("-300", ""),
	})

	if diff := cmp.Diff(movedDesk(), d); diff != "" {
		t.Errorf("the desk changed (-before +after):\n%s", diff)
	}
	if got.Teams["second"] != d.Teams["second"] || got.Projects["LIL"] != d.Projects["LIL"] {
		t.Error("what did not move was copied")
	}
}

func TestACircleOfMovesEnds(t *testing.T) {
	got := movedDesk().Moved(map[desk.Address]desk.Address{
		telegramChat("-1", ""): telegramChat("-2", ""),
		telegramChat("-2", ""): telegramChat("-1", ""),
	})

	if got.Teams["first"].Channel.Thread != "7" {
		t.Errorf("the channel is at %v, want its topic kept", got.Teams["first"].Channel)
	}
}
