package tickets

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
)

// ErrNoOverage means that by the contract nobody has to agree to hours beyond the
// package, in general or on a ticket of this priority.
var ErrNoOverage = errors.New("hours beyond the package need no approval")

// AskOverage asks the shop's approvers to agree to hours beyond the package, in
// addition to those that they have agreed to. The error may be ErrNoOverage or one
// of AskApproval.
func (c *Case) AskOverage(ctx context.Context, by desk.Actor, a desk.Approval) error {
	if !c.Billing().Overage.Asks(c.Ticket.Priority) {
		return ErrNoOverage
	}
	a.Of = desk.OfOverage
	return c.AskApproval(ctx, by, a)
}

// Overran asks the approvers about hours that were worked beyond the package and
// that they have not agreed to. It does not if they are being asked about as many
// already, or have declined them: then a no is not asked for twice.
func (c *Case) Overran(ctx context.Context, by desk.Actor, hours time.Duration) (asked bool, err error) {
	before := c.Ticket.Approval(desk.OfOverage)
	if hours <= 0 || before != nil && before.Standing() != desk.Approved && before.Effort >= hours {
		return false, nil
	}
	err = c.AskOverage(ctx, by, desk.Approval{Effort: hours})
	if errors.Is(err, ErrNoOverage) || errors.Is(err, ErrNoApprovers) || errors.Is(err, ErrAskedAlready) {
		return false, nil
	}
	return err == nil, err
}

// asksNoMore continues the work if it only waited for an agreement that its new
// priority does not need.
func (c *Case) asksNoMore(by desk.Actor) error {
	a := c.Ticket.Awaits()
	if a == nil || a.Of != desk.OfOverage || c.Ticket.State != desk.WaitingCustomer || c.Ticket.Question != "" || c.Billing().Overage.Asks(c.Ticket.Priority) {
		return nil
	}
	return c.Resume(by)
}
