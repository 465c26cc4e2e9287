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
	"vakhta/storage"
)

// connectFor is how long a chat's code is valid; it works once.
const connectFor = 24 * time.Hour

// connect links a chat to a project without desk.yaml. An engineer or admin of the
// project gets a code, which links the chat in which it is written. Then it is said
// who of the project's people can be reached.
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
	checks, err := reachOf(ctx, t, p)
	if err != nil {
		return nil, err
	}
	done := notice.ChatConnected{Project: p.Code, Reach: checks}
	t.Post(t.Place(), done)
	return nil, nil //nolint:nilnil // it stands in the chat
}

// reachOf says who of a project's people the bot can write to in private: those of its
// lines and its managers.
func reachOf(ctx context.Context, t *turn.Turn, p *desk.Project) (all []notice.ReachCheck, err error) {
	var chats, gone []desk.Address
	for _, handle := range slices.Concat(t.Desk.Engineers(p), p.Line3, p.Managers) {
		m := t.Desk.People[handle]
		if m == nil || slices.ContainsFunc(all, func(c notice.ReachCheck) bool { return c.Handle == handle }) {
			continue
		}
		to, ok := t.Desk.PrivateOf(handle)
		all, chats = append(all, notice.ReachCheck{Handle: handle, OK: ok}), append(chats, to)
	}
	t.Tx.UnreachableAhead(chats, &gone)
	if err := t.Tx.Flush(ctx); err != nil {
		return nil, err
	}
	for i := range all {
		all[i].OK = all[i].OK && !slices.Contains(gone, chats[i].Root())
	}
	return all, nil
}
