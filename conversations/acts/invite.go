package acts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/conversations/turn"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// inviteFor is how long an invitation is valid; it works once.
const inviteFor = 7 * 24 * time.Hour

// invite makes an invitation. Only its hash is stored, so reading the database
// does not let anybody join.
func invite() Act {
	to := ofProject(turn.Admin)
	as := oneOf(choice{name: "role"},
		option[turn.Who]{turn.Staff, "staff,сотрудник,сотрудника"},
		option[turn.Who]{turn.Manager, "manager,руководитель,руководителя,менеджер,менеджера"},
		option[turn.Who]{turn.Engineer, "engineer,инженер,инженера"})
	return Act{
		Name: "invite", Command: ForAdmins, May: turn.Admin, Asks: []Parameter{to, as},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, role, code, expires := to.Of(in), as.Of(in), newCode(), t.Now().Add(inviteFor)
			if err := t.Tx.AddInvite(ctx, storage.Invite{
				CodeHash: hashCode(code), Project: p.Code, Role: role.String(), By: t.Who.Person.Name, Expires: expires,
			}); err != nil {
				return nil, err
			}
			t.Record(p.Code, t.Actor(), history.Invited{Role: role.String(), Invitation: nameOf(code)})
			made := notice.Invitation{Project: p.Name, Role: role.String(), Code: code, Expires: expires}
			made.Link, made.Commands = waysIn(t, code)
			return inPrivate(t, made), nil // the first of those who read along could use it
		},
	}
}

// waysIn returns how a code can be used: by a link that opens a chat with the
// bot, and by a command on messengers without links.
func waysIn(t *turn.Turn, code string) (link string, commands []string) {
	for _, p := range slices.Sorted(maps.Keys(t.Desk.Platforms)) {
		if t.Desk.CallsOnly(p) {
			continue
		}
		if l := t.Invite(p, code); l != "" {
			link = l
			continue
		}
		if line := t.Desk.Platforms[p].CommandLine("start " + code); !slices.Contains(commands, line) {
			commands = append(commands, line)
		}
	}
	return link, commands
}

// newCode returns an invitation's secret: letters and digits that a Telegram
// deep link may contain and that people can read aloud.
func newCode() string {
	var b [15]byte
	rand.Read(b[:])
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}

// nameOf names an invitation without letting anybody use it.
func nameOf(code string) string { return hex.EncodeToString(hashCode(code)[:4]) }

func hashCode(code string) []byte {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(code))))
	return sum[:]
}
