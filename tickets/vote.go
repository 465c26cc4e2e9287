package tickets

import (
	"context"
	"errors"
	"slices"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// A Ballot is what an approver says to what they read.
type Ballot struct {
	Print string // of what they read; "": they mean what is asked now
	No    bool
	Text  string // why
}

// Vote counts what an approver says. Whether they are one is decided now. They
// may change their mind as long as the ticket is open.
func (c *Case) Vote(ctx context.Context, by desk.Actor, v Ballot) error {
	t := c.Ticket
	a := t.ApprovalWith(v.Print)
	if a == nil && !t.State.Open() || a != nil && !c.approves(a.Of) {
		return &desk.MoveError{Move: desk.MoveWait, State: t.State}
	}
	if a == nil {
		if v.Print != "" && len(t.Approvals) > 0 {
			return ErrOtherApproval
		}
		return ErrNothingAsked
	}
	name, ok := c.project.Approvers.For(by.Handle, a)
	if !ok {
		return ErrNotApprover
	}
	if before, voted := a.Voted(name); voted && before.No == v.No && (v.Text == "" || !v.No) {
		return ErrVotedAlready
	}
	was := a.Standing()
	a.Vote(desk.Vote{For: name, Who: by.Engineer(), No: v.No, At: c.now})
	c.redrawApproval(*a)
	return c.counted(ctx, by, a, was, c.said(a, name, v))
}

// said returns the timeline's entry of a vote.
func (c *Case) said(a *desk.Approval, name desk.EngineerID, v Ballot) history.Activity {
	if v.No {
		return history.ApprovalDeclined{Of: a.Of, Print: a.Print, For: c.actor(name), Text: c.masked(v.Text)}
	}
	return history.ApprovalGiven{Of: a.Of, Print: a.Print, For: c.actor(name), Done: a.Standing() == desk.Approved}
}

// counted applies the effects of a vote: once it decides, the work continues,
// and assignee and requester are told.
func (c *Case) counted(ctx context.Context, by desk.Actor, a *desk.Approval, was desk.ApprovalState, e history.Activity) error {
	now := a.Standing()
	f := effects{by: by, event: e, announce: true, inside: !c.Ticket.State.Open()}
	if now == was || f.inside {
		c.apply(f)
		return nil
	}
	if now != desk.Undecided && c.Ticket.State == desk.WaitingCustomer && c.Ticket.Question == "" && c.Ticket.Awaits() == nil {
		if err := c.Ticket.Resume(c.now); err != nil {
			return err
		}
		f.moved = true
	}
	if now != desk.Undecided {
		to := requesters
		if by.Person == c.Ticket.Requester.ID {
			to = merged
		}
		f.tell = []telling{answer(to, notice.StateChanged{By: by, Event: e})}
	}
	c.apply(f)
	if now == desk.Approved && a.Of == desk.OfEstimate {
		if handed, err := c.handOn(ctx, a); handed || err != nil {
			return err
		}
	}
	if who := c.Ticket.Assignee; c.works(who) && who != by.Engineer() {
		k := calling{reason: desk.ReasonApproved, by: by}
		if now != desk.Approved {
			k.reason = desk.ReasonDeclined
		}
		if no, ok := e.(history.ApprovalDeclined); ok {
			k.text = no.Text
		}
		return c.callPerson(ctx, who, k)
	}
	return nil
}

// handOn hands a change that was agreed on over to the second line, if there is
// one that can be reached and has not got it, in the name of who estimated it.
func (c *Case) handOn(ctx context.Context, a *desk.Approval) (handed bool, err error) {
	team := c.desk.Team(c.project, 2)
	if c.Ticket.Type != desk.ChangeRequest || team == nil || slices.Contains(team.Members, c.Ticket.Assignee.Handle()) || c.Ticket.Holder().Line != 1 {
		return false, nil
	}
	_, err = c.HandOver(ctx, c.actor(a.By), Handing{Line: 2}, a.Text)
	if errors.Is(err, ErrNobody) {
		return false, nil
	}
	return err == nil, err
}
