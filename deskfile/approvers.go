package deskfile

import (
	"fmt"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/sla"
)

// approvers are a project's people who agree to estimates, as written in the
// file.
type approvers struct {
	people    at[[]name]
	need      at[int]
	delegates at[dict[string]]
	remind    at[desk.Span]
	expire    at[desk.Span]
}

var approversKind = keys.Mapping("the approvers",
	keys.Key("people", "Who is asked, in private or else in a chat of the shop. Each has to be one of its managers or staff.",
		keys.List(nameOf("person")), func(a *approvers) *at[[]name] { return &a.people }).Needed("people: [olga]"),
	keys.Key("need", "How many of them have to agree. One who does not agree declines it.",
		keys.Number(1, 20), func(a *approvers) *at[int] { return &a.need }).Default("`1`"),
	keys.Key("delegates", "Who may agree in somebody's place. They are asked when that approver has not answered by the reminder.",
		keys.Dictionary("approver", handles, keys.Text().Says("the delegate's handle")).Says("each delegate under the approver's handle"),
		func(a *approvers) *at[dict[string]] { return &a.delegates }),
	keys.Key("remind", "When those who have not answered are reminded, in the time of the contract's calendar.",
		spanKind, func(a *approvers) *at[desk.Span] { return &a.remind }).Default("`4h`"),
	keys.Key("expire", "When all who have not answered are asked again. Silence never declines anything.",
		spanKind, func(a *approvers) *at[desk.Span] { return &a.expire }).Default("`24h`"),
)

// buildApprovers checks that the approvers belong to the shop.
func (r *reader) buildApprovers(p project, people []string) desk.Approvers {
	a := p.approvers.V
	if !p.approvers.OK {
		return desk.Approvers{}
	}
	built := desk.Approvers{
		People: r.resolveList(a.people.V, "person", people), Need: a.need.Or(1), Delegates: map[string]string{},
		Remind: a.remind.Or(desk.UsualApprovalRemind), Expire: a.expire.Or(desk.UsualApprovalExpire),
	}
	if a.people.OK && len(a.people.V) == 0 {
		r.Mistake(a.people.Pos, "nobody is here to agree", "name a manager or one of the staff, or leave approvers out")
	}
	for _, n := range a.people.V {
		r.checkOfShop(p, n, people)
	}
	for _, d := range a.delegates.V {
		who := name{V: d.V, Pos: d.Pos, OK: d.OK}
		r.resolve(who, "person", people)
		r.checkOfShop(p, who, people)
		if !slices.Contains(built.People, d.Key) {
			fix := "name one first"
			if len(built.People) > 0 {
				fix = keys.Suggestion(d.Key, built.People)
			}
			r.Mistake(d.Pos, fmt.Sprintf("%q is no approver here", d.Key), fix)
		} else if d.V == d.Key {
			r.Mistake(d.Pos, fmt.Sprintf("%s cannot stand in for themselves", d.Key), "name somebody else")
		}
		built.Delegates[d.Key] = d.V
	}
	if a.need.OK && a.need.V > len(built.People) && len(built.People) > 0 {
		r.Mistake(a.need.Pos, fmt.Sprintf("%d have to agree, and there are %d", a.need.V, len(built.People)), fmt.Sprintf("write need: %d or less", len(built.People)))
	}
	return built
}

// checkOfShop reports somebody who does not see the shop's tickets. Where its
// people have mistakes of their own it waits for them to be corrected.
func (r *reader) checkOfShop(p project, n name, people []string) {
	for _, list := range []at[[]name]{p.managers, p.staff} {
		if list.Given() && !list.OK || slices.ContainsFunc(list.V, func(o name) bool { return !slices.Contains(people, o.V) }) {
			return
		}
	}
	ofShop := func(list []name) bool { return slices.ContainsFunc(list, func(o name) bool { return o.V == n.V }) }
	if n.OK && slices.Contains(people, n.V) && !ofShop(p.managers.V) && !ofShop(p.staff.V) {
		r.Mistake(n.Pos, fmt.Sprintf("%q is neither a manager nor one of the staff of this shop", n.V), "add them to managers or staff")
	}
}

// checkApproval checks the times of an approval under the contract's calendar.
func (r *reader) checkApproval(p project, d *desk.Desk) {
	a := p.approvers.V
	c := d.Contracts[p.contract.V]
	if c != nil && c.Billing.Overage.Approval && !p.approvers.Given() {
		r.Warn(p.contract.Pos, fmt.Sprintf("by the contract %q hours beyond the package are billed only with an approval, and this project has no approvers", p.contract.V))
	}
	if c == nil || d.Calendars[c.Calendar] == nil || !p.approvers.OK {
		return
	}
	cal := d.Calendars[c.Calendar]
	r.checkDays(a.remind, cal)
	r.checkDays(a.expire, cal)
	remind, expire := a.remind, a.expire
	at := remind.Pos
	if expire.OK {
		at = expire.Pos
	}
	remind.V, remind.OK, expire.V, expire.OK = remind.Or(desk.UsualApprovalRemind), true, expire.Or(desk.UsualApprovalExpire), true
	if measurable(remind, cal) && measurable(expire, cal) && sla.Length(cal, expire.V) <= sla.Length(cal, remind.V) {
		r.Mistake(at, fmt.Sprintf("they are asked again after %s, before they are reminded after %s", expire.V, remind.V), "write an expire longer than remind")
	}
}
