package tickets

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
)

// Why the shop is not asked, or why an answer does not count.
var (
	ErrNoApprovers   = errors.New("the project has no approvers")
	ErrAskedAlready  = errors.New("the same is asked or approved already")
	ErrNothingAsked  = errors.New("there is nothing to approve")
	ErrOtherApproval = errors.New("what was read is not what is asked now")
	ErrNotApprover   = errors.New("they are no approver")
	ErrVotedAlready  = errors.New("they have said so already")
)

// AskApproval asks the shop's approvers to agree to something, and waits for
// them. It takes the place of what they were asked about the same subject:
// answers to that do not count any more. By, Print, At, Need, Asked, Votes and
// Cards of a are set here.
func (c *Case) AskApproval(ctx context.Context, by desk.Actor, a desk.Approval) error {
	t := c.Ticket
	a.By, a.Text, a.Price = by.Engineer(), c.masked(a.Text), cmp.Or(a.Price, c.priceOf(a))
	before := t.Approval(a.Of)
	if a.Of == desk.OfOverage && before != nil {
		a.Already = before.Already
		if before.Standing() == desk.Approved {
			a.Already += before.Effort
		}
	}
	a.Print = a.Fingerprint(t.Key)
	switch {
	case !c.approves(a.Of):
		return &desk.MoveError{Move: desk.MoveWait, State: t.State}
	case len(c.project.Approvers.People) == 0:
		return ErrNoApprovers
	case before != nil && before.Print == a.Print && before.Standing() != desk.Declined:
		return ErrAskedAlready
	}
	if t.Assignee == "" && t.State.Open() {
		if err := c.Take(by); err != nil {
			return err
		}
	}
	t.Approvals = slices.DeleteFunc(slices.Clone(t.Approvals), func(o desk.Approval) bool { return o.Of == a.Of })
	if before != nil {
		c.redrawApproval(*before)
	}
	t.Approvals = append(t.Approvals, a)
	if t.State == desk.InProgress {
		if err := t.Wait(desk.WaitingCustomer, by, "", c.now); err != nil {
			return err
		}
	}
	return c.askApprovers(ctx, by, &t.Approvals[len(t.Approvals)-1], false)
}

func (c *Case) approves(of desk.ApprovalSubject) bool { return c.Ticket.Approves(of) }

// priceOf returns what is asked for costs where the contract pays by the hour, ""
// elsewhere: what a package covers is not known before the month ends.
func (c *Case) priceOf(a desk.Approval) string {
	b := c.Billing()
	if b.Currency == "" || b.Plan != desk.PlanByHour && a.Of != desk.OfOverage {
		return ""
	}
	return b.Rate.Of(a.Effort).Amount(b.Currency) + " " + string(b.Currency)
}

// askApprovers asks all approvers who have not voted.
func (c *Case) askApprovers(ctx context.Context, by desk.Actor, a *desk.Approval, again bool) error {
	rule := c.project.Approvers
	a.At, a.Reminded, a.Need = c.now, false, min(max(rule.Need, 1), max(len(rule.People), 1))
	asked, missing, err := c.showApproval(ctx, a, rule.People)
	if err != nil {
		return err
	}
	var instead []string // of those who cannot be asked
	for _, who := range rule.People {
		if d := rule.Delegates[who]; slices.Contains(missing, c.NameOf(desk.EngineerID(who))) && d != "" && !slices.Contains(rule.People, d) {
			instead = append(instead, d)
		}
	}
	stand, _, err := c.showApproval(ctx, a, instead)
	if err != nil {
		return err
	}
	asked = append(asked, stand...)
	e := history.ApprovalAsked{Of: a.Of, Print: a.Print, Effort: a.Effort, Price: a.Price, Text: a.Text, Need: a.Need, Asked: asked, Again: again}
	f := effects{by: by, event: e, announce: true}
	switch {
	case !c.Ticket.State.Open():
		f.inside = true
	case !again:
		f.counts, f.moved = desk.ByAck, true
		f.tell = []telling{answer(requesters, notice.StateChanged{By: by, Event: e})}
	}
	c.apply(f)
	return c.approversMissing(ctx, a, missing)
}

// showApproval posts an approval's card to those of some people who have not
// voted: in private, or where the shop writes. It returns who was asked, and the
// names of those who cannot be.
func (c *Case) showApproval(ctx context.Context, a *desk.Approval, people []string) (asked []desk.Actor, missing []string, err error) {
	for _, handle := range people {
		who := desk.EngineerID(handle)
		if _, voted := a.Voted(who); voted {
			continue
		}
		at, mention, err := c.reachApprover(ctx, who)
		if err != nil {
			return nil, nil, err
		}
		if at.IsZero() {
			missing = append(missing, c.NameOf(who))
			continue
		}
		if !slices.Contains(a.Asked, who) {
			a.Asked = append(a.Asked, who)
		}
		asked = append(asked, c.actor(who))
		a.Cards = append(a.Cards, at)
		n := desk.Notice{To: at, Slot: notice.ApprovalSlot(a.Print, len(a.Cards)-1, at), Class: desk.ClassAnswer}
		card := c.approvalCard(*a)
		card.Mention = mention
		c.add(n, card)
	}
	return asked, missing, nil
}

// reachApprover returns where an approver can be asked: in private, or in a chat
// of the shop where they are mentioned. It returns no address if they cannot be.
func (c *Case) reachApprover(ctx context.Context, who desk.EngineerID) (desk.Address, []desk.Mention, error) {
	if err := c.roster.look(ctx, c.desk, who); err != nil {
		return desk.Address{}, nil, err
	}
	s, err := c.situation(ctx)
	if err != nil {
		return desk.Address{}, nil, err
	}
	if to, ok := s.Person(who); ok {
		return to.To, nil, nil
	}
	var chats []desk.Address
	for _, chat := range c.project.Chats {
		chats = append(chats, chat.Chat.Root())
	}
	if err := c.roster.ask(ctx, question{chats: chats}); err != nil {
		return desk.Address{}, nil, err
	}
	m := c.desk.People[who.Handle()]
	for _, chat := range c.project.Chats {
		at := chat.Chat
		if m == nil || m.Account(at.Platform).IsZero() || !c.desk.On(at.Platform) || s.Silent[at.Root()] {
			continue
		}
		return at, []desk.Mention{{Name: m.Name, Account: m.Account(at.Platform)}}, nil
	}
	return desk.Address{}, nil, nil
}

// approversMissing tells the threads, the shop's managers and the desk's admins
// that approvers cannot be asked: they left, or no message reaches them.
func (c *Case) approversMissing(ctx context.Context, a *desk.Approval, names []string) error {
	rule := c.project.Approvers
	var left []desk.EngineerID
	for _, who := range a.Asked {
		if _, voted := a.Voted(who); !voted && !slices.Contains(rule.All(), who.Handle()) {
			left = append(left, who)
			names = append(names, c.NameOf(who))
		}
	}
	a.Asked = slices.DeleteFunc(slices.Clone(a.Asked), func(who desk.EngineerID) bool { return slices.Contains(left, who) })
	switch {
	case len(rule.People) == 0:
		names = nil
	case len(names) == 0:
		return nil
	}
	e := history.ApproversMissing{Of: a.Of, Names: names}
	c.apply(effects{event: e, announce: true, inside: true})
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	calls, err := c.met(ctx, s.InVain())
	if err != nil {
		return err
	}
	for _, k := range calls {
		c.add(desk.Notice{To: k.To, Class: desk.ClassAnswer, Person: k.Who.Person}, notice.Happened{Event: e})
	}
	return nil
}

// awaitApproval acts on the clock of an approval: those who are silent are
// reminded, along with their delegates, and later all are asked again. Silence
// never decides.
func (c *Case) awaitApproval(ctx context.Context, f desk.Firing) error {
	a := c.Ticket.Awaits()
	switch {
	case a == nil:
		return nil
	case f.Step >= escalation.AskApproversAgain:
		return c.askApprovers(ctx, desk.Actor{}, a, true)
	}
	rule := c.project.Approvers
	people := rule.People
	for _, who := range rule.People {
		if _, voted := a.Voted(desk.EngineerID(who)); !voted && rule.Delegates[who] != "" && !slices.Contains(people, rule.Delegates[who]) {
			people = append(slices.Clip(people), rule.Delegates[who])
		}
	}
	a.Reminded = true
	_, missing, err := c.showApproval(ctx, a, people)
	if err != nil {
		return err
	}
	c.apply(effects{event: history.ApprovalReminded{Of: a.Of, Print: a.Print}, announce: true, inside: true})
	return c.approversMissing(ctx, a, missing)
}

// redrawApproval updates all cards of an approval.
func (c *Case) redrawApproval(a desk.Approval) {
	for i, at := range a.Cards {
		c.add(desk.Notice{To: at, Slot: notice.ApprovalSlot(a.Print, i, at), Class: desk.ClassRefresh}, c.approvalCard(a))
	}
}

func (c *Case) approvalCard(a desk.Approval) notice.ApprovalCard {
	return AsksToApprove(c.desk, c.Ticket, a)
}

// AsksToApprove returns the facts of an approval's card.
func AsksToApprove(d *desk.Desk, t *desk.Ticket, a desk.Approval) notice.ApprovalCard {
	return notice.ApprovalCard{Of: a.Of, Print: a.Print, Effort: a.Effort, Price: a.Price, Text: a.Text, By: d.EngineerOf(t, a.By).Name}
}

// endApprovals takes the buttons off the cards of what nobody needs to approve
// any more, because the ticket has ended.
func (c *Case) endApprovals() {
	if c.Ticket.State.Open() || !c.was.Open() {
		return
	}
	for _, a := range c.Ticket.Approvals {
		if a.Standing() == desk.Undecided && !c.approves(a.Of) {
			c.redrawApproval(a)
		}
	}
}

// Approvers names who may agree, for a refusal.
func (c *Case) Approvers() (names []string) {
	for _, handle := range c.project.Approvers.People {
		names = append(names, cmp.Or(c.NameOf(desk.EngineerID(handle)), handle))
	}
	return names
}
