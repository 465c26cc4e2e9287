package tickets

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// key returns a notice's key, readable for a person who looks at the outbox.
// The revision and a count make it unique: what is told at the opening has
// revision 0, because the first change is made to revision 1.
func (c *Case) key(parts ...string) string {
	revision := c.Ticket.Revision
	if c.fresh {
		revision = 0
	}
	return fmt.Sprintf("%s/r%d.%d/%s", c.Ticket.Key, revision, len(c.notices), strings.Join(parts, "/"))
}

// notice completes a notice about the ticket.
func (c *Case) notice(n desk.Notice, f notice.Facts) desk.Notice {
	n.Ticket, n.Kind, n.Facts = c.Ticket.ID, f.Kind(), notice.Encode(f)
	if n.Planned.IsZero() {
		n.Planned = c.now
	}
	if n.Key == "" {
		n.Key = c.key(string(n.Kind), n.To.String())
	}
	return n
}

func (c *Case) add(n desk.Notice, f notice.Facts) { c.notices = append(c.notices, c.notice(n, f)) }

// echo tells the requesters of merged tickets what this one's requester is
// told, in their own chats. A ticket that others were merged into may have been
// merged itself.
func (c *Case) echo(ctx context.Context) error {
	if len(c.echoes) == 0 {
		return nil
	}
	var followers []storage.Follower
	c.tx.FollowersAhead(c.Ticket.ID, &followers)
	listening := []*desk.Ticket{c.Ticket}
	told := []desk.Address{c.Ticket.Place}
	for i := 0; i < len(listening); i++ {
		merged, err := c.tx.MergedInto(ctx, listening[i].Key)
		if err != nil {
			return err
		}
		listening = append(listening, merged...)
	}
	for _, t := range listening {
		if slices.Contains(told, t.Place) || t.Shared && !c.Ticket.Shared { // merged before that was refused
			continue
		}
		if apart, err := c.leftBy(ctx, t); err != nil || apart {
			if err != nil {
				return err
			}
			continue
		}
		told = append(told, t.Place)
		for _, n := range c.echoes {
			n.To, n.Person, n.Key = t.Place, t.Requester.ID, n.Key+"/"+t.Key.String()
			if n.Slot != "" {
				n.Slot += "/" + t.Key.String()
			}
			c.notices = append(c.notices, n)
		}
	}
	c.tellFollowers(followers, told)
	return nil
}

// leftBy reports whether the requester of a ticket that was merged into this
// one does not belong to the project any more.
func (c *Case) leftBy(ctx context.Context, t *desk.Ticket) (bool, error) {
	if t.Shared || t.ID == c.Ticket.ID {
		return false, nil
	}
	joined, err := c.tx.Memberships(ctx, t.Requester.ID)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(joined, func(m desk.Membership) bool { return m.Project == t.Key.Project })
	if i < 0 {
		return !hasPart(c.desk, c.project, t.Requester.Handle, nil, c.now), nil
	}
	return !hasPart(c.desk, c.project, t.Requester.Handle, &joined[i], c.now), nil
}

// tellThread says something under the card at a place.
func (c *Case) tellThread(place desk.Copy, t telling) {
	n := desk.Notice{To: place.At, InThread: true, Class: desk.ClassRelay, Utterance: t.utterance, Planned: t.at}
	if t.utterance != 0 {
		n.Slot = notice.WordsSlot(t.utterance, place.At)
	}
	if said, ok := t.facts.(notice.CustomerSaid); ok && place.For == "" && !said.Edited {
		said.Mention = c.mention(place.At.Platform)
		t.facts = said
	}
	c.add(n, t.facts)
}

// postCard posts a copy of the card. It goes before everything else in its
// lane, because messages in the thread need it.
func (c *Case) postCard(place desk.Copy, firing desk.Firing, planned time.Time) {
	c.posted = append(c.posted, place.At)
	n := cardAt(place, desk.ClassEscalation)
	n.Key, n.Firing, n.Planned = c.key(n.Slot), firing, planned
	c.add(n, workCard(place))
}

// cardAt returns a notice about the copy of the card at a place.
func cardAt(place desk.Copy, class desk.Class) desk.Notice {
	reader, _ := place.For.Joined() // the courier knows people of desk.yaml by their chats
	return desk.Notice{To: place.At, Slot: notice.CardSlot(place.At), Class: class, Person: reader}
}

func workCard(place desk.Copy) notice.WorkCard {
	return notice.WorkCard{For: place.For, Reason: place.Why}
}

// refreshCopies updates every copy of the card, and the requester's card unless
// the change is internal.
func (c *Case) refreshCopies(ctx context.Context) error {
	for _, place := range c.Ticket.Copies {
		if slices.Contains(c.posted, place.At) || c.linked(place) {
			continue // it will be drawn with the state at that time
		}
		c.add(cardAt(place, desk.ClassRefresh), workCard(place))
	}
	if c.shows < everybody {
		return nil
	}
	r, err := c.receipt(ctx)
	c.tell(redrawn(requester, notice.SlotRequest, r))
	return err
}

// ShowMenu unfolds choices under one copy of the card, and reports whether
// there is one.
func (c *Case) ShowMenu(ctx context.Context, at desk.Address, menu notice.Menu) (shown bool, err error) {
	i := slices.IndexFunc(c.Ticket.Copies, func(o desk.Copy) bool { return o.At.Root() == at.Root() && !c.linked(o) })
	if i < 0 {
		return false, nil
	}
	card := workCard(c.Ticket.Copies[i])
	if card.Menu = menu; menu == notice.MenuAssign {
		if card.Joined, err = c.Joined(ctx); err != nil {
			return false, err
		}
	}
	c.add(cardAt(c.Ticket.Copies[i], desk.ClassAnswer), card)
	return true, nil
}

// Engineers returns everybody who may be assigned the ticket: those of
// desk.yaml, then those who joined by invitation.
func (c *Case) Engineers(ctx context.Context) ([]desk.Actor, error) {
	var all []desk.Actor
	for _, handle := range c.desk.Engineers(c.project) {
		all = append(all, c.actor(desk.EngineerID(handle)))
	}
	joined, err := c.Joined(ctx)
	return append(all, joined...), err
}

// Joined returns the engineers of the ticket's project who joined by invitation
// and are not in desk.yaml.
func (c *Case) Joined(ctx context.Context) ([]desk.Actor, error) {
	people, err := c.tx.Joined(ctx, c.project.Code, desk.RoleEngineer)
	var all []desk.Actor
	for _, p := range people {
		if a := c.desk.Actor(p); a.Handle == "" || !slices.Contains(c.desk.Engineers(c.project), a.Handle) {
			all = append(all, a)
		}
	}
	return all, err
}
