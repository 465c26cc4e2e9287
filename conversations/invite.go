package conversations

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// inviteFor is how long an invitation waits to be used; it works once.
const inviteFor = 7 * 24 * time.Hour

// invite makes an invitation. Only its hash is kept: who reads the database
// cannot join with what stands there.
func (t *turn) invite(ctx context.Context, arg string) error {
	if !t.who.admin {
		return desk.ErrForbidden
	}
	fields := strings.Fields(arg)
	if len(fields) != 2 {
		return say(notice.RefusedUsage, "Usage", "/invite ROM staff|manager|engineer")
	}
	p := t.desk.Projects[strings.ToUpper(fields[0])]
	if p == nil {
		return say(notice.RefusedUnknownProject, "Text", fields[0])
	}
	role := strings.ToLower(fields[1])
	if role != roleStaff && role != roleManager && role != roleEngineer {
		return say(notice.RefusedUsage, "Usage", "/invite "+p.Code+" staff|manager|engineer")
	}
	code := newCode()
	expires := t.now().Add(inviteFor)
	if err := t.tx.AddInvite(ctx, storage.Invite{
		CodeHash: hashCode(code), Project: p.Code, Role: role, By: t.who.person.Name, Expires: expires,
	}); err != nil {
		return err
	}
	made := notice.Invitation{Project: p.Name, Role: role, Code: code, Expires: expires}
	made.Link, made.Commands = t.waysIn(code)
	if t.who.only != nil { // others read along, and whoever comes first would use it
		t.post(t.event.From.Private(), made)
		return nil
	}
	t.answer(made)
	return nil
}

// waysIn is how a code is handed over: by a link that opens a chat with the bot,
// and by a command on the messengers that have none.
func (t *turn) waysIn(code string) (link string, commands []string) {
	for _, p := range slices.Sorted(maps.Keys(t.desk.Platforms)) {
		if l := t.Invite(p, code); l != "" {
			link = l
			continue
		}
		if line := t.desk.Platforms[p].CommandLine("start " + code); !slices.Contains(commands, line) {
			commands = append(commands, line)
		}
	}
	return link, commands
}

// newCode is an invitation's secret: letters and digits that a Telegram deep
// link may carry and a person may read out.
func newCode() string {
	var b [15]byte
	rand.Read(b[:])
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}

func hashCode(code string) []byte {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(code))))
	return sum[:]
}

// start greets whoever begins, and lets in whoever brings an invitation.
func (t *turn) start(ctx context.Context, code string) error {
	if code == "" {
		w := notice.Welcome{Name: t.who.person.Name}
		if staff := t.who.projects(roleStaff); len(staff) > 0 {
			w.Project = t.desk.Projects[staff[0]].Name
		}
		if len(t.who.roles) == 0 && !t.who.admin {
			t.answer(notice.Stranger{})
			return nil
		}
		t.answer(w)
		return nil
	}
	inv, err := t.tx.TakeInvite(ctx, hashCode(code), t.who.person.ID, t.now())
	if errors.Is(err, desk.ErrNotFound) {
		return say(notice.RefusedInvite)
	}
	if err != nil {
		return err
	}
	p := t.desk.Projects[inv.Project]
	if p == nil {
		return say(notice.RefusedInvite)
	}
	if err := t.tx.Join(ctx, t.who.person.ID, inv.Project, inv.Role, t.now()); err != nil {
		return err
	}
	t.answer(notice.Welcome{Name: t.who.person.Name, Project: p.Name, Role: inv.Role})
	return nil
}
