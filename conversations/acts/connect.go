package acts

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	steps "vakhta/onboarding"
	"vakhta/storage"
)

// connectFor is how long a chat's code is valid; it works once.
const connectFor = 24 * time.Hour

// connect links a chat to a project without desk.yaml. An engineer or admin of the
// project gets a code, which links the chat in which it is written. A checklist in the
// chat then shows what works.
func connect() Act {
	said := oneWord("project")
	return Act{
		Name: "connect", Command: ForAdmins, May: turn.Anybody, Asks: []Parameter{said},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			word := said.Of(in)
			if code := strings.ToUpper(word); slices.Contains(t.Who.Projects(turn.Engineer|turn.Admin), code) || t.Who.Admin && t.Desk.Projects[code] != nil {
				return chatCode(ctx, t, t.Desk.Projects[code])
			}
			return connectChat(ctx, t, word)
		},
	}
}

// chatCode makes a code for a chat of a project.
func chatCode(ctx context.Context, t *turn.Turn, p *desk.Project) (notice.Facts, error) {
	code, expires := newCode(), t.Now().Add(connectFor)
	if err := t.Tx.AddChatCode(ctx, storage.Invite{CodeHash: hashCode(code), Project: p.Code, By: t.Who.Person.Name, Expires: expires}); err != nil {
		return nil, err
	}
	made := notice.ChatCode{Project: p.Code, Code: code, Expires: expires}
	for _, on := range slices.Sorted(maps.Keys(t.Desk.Platforms)) {
		if line := t.Desk.Platforms[on].CommandLine("connect " + code); !slices.Contains(made.Commands, line) {
			made.Commands = append(made.Commands, line)
		}
	}
	if t.Event.In.Private || !t.InChat() {
		return made, nil
	}
	t.Post(t.Event.From.Private(), made) // the first of those who read along could use it
	return nil, nil                      //nolint:nilnil // nothing is said here
}

// connectChat links the chat of the visitor by a code.
func connectChat(ctx context.Context, t *turn.Turn, code string) (notice.Facts, error) {
	at := t.Event.In.Address
	if t.Event.In.Private {
		return nil, turn.Refuse(notice.RefusedConnectHere)
	}
	if p, _ := t.Desk.ProjectByChat(at); p != nil || t.Desk.TeamByChannel(at) != nil {
		return nil, turn.Refuse(notice.RefusedConnected)
	}
	of, err := t.Tx.TakeChatCode(ctx, hashCode(code), t.Who.Person.ID, t.Now())
	if err != nil && !errors.Is(err, desk.ErrNotFound) {
		return nil, err
	}
	p := t.Desk.Projects[of]
	if err != nil || p == nil {
		return nil, turn.Refuse(notice.RefusedConnectCode)
	}
	c := desk.Connection{Project: p.Code, BoundChat: desk.BoundChat{Chat: at.Root(), Intake: desk.IntakeMention}}
	t.Tx.Connect(c, t.Who.Person.ID, t.Now())
	t.Record(p.Code, desk.Actor{Person: t.Who.Person.ID}, history.ChatLinked{Chat: c.Chat.String(), Code: nameOf(code)})
	t.After(func() { t.Tickets.Connect(c) })
	alarm, err := steps.Began(ctx, t.Tx, t.Desk, c.Chat)
	t.Armed(alarm)
	return nil, err // the checklist stands in the chat
}

// rehearsed answers the rehearsal of a linked chat in the first line's channel.
func rehearsed() Act {
	of := rootChat("chat")
	return Act{
		Name: desk.ActRehearsed, Button: true, May: turn.Engineer | turn.Admin, Asks: []Parameter{of},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			chat := of.Of(in)
			linked, err := t.Tx.ConnectedChat(ctx, chat.String())
			if errors.Is(err, desk.ErrNotFound) || err == nil && t.Who.In(linked.Project)&(turn.Engineer|turn.Admin) == 0 {
				return nil, turn.ErrStale
			}
			if err != nil {
				return nil, err
			}
			if first, err := t.Tx.AnswerRehearsal(ctx, chat, t.Now()); err != nil || !first {
				return notice.Text(notice.DoneHereAlready), err
			}
			return notice.Text(notice.DoneHere), t.Arm(ctx, steps.Recheck(chat, t.Now()))
		},
	}
}
