package pen

import (
	"strings"

	"vakhta/desk"
	"vakhta/history"
)

// Approvals adds a line for each thing that the shop was asked to agree to, with
// who said what and when.
func (p *Pen) Approvals() {
	for _, a := range p.Ticket.Approvals {
		p.Line(p.Say("approval.line", "What", p.Asked(a.Of, p.Voice.Effort(a.Effort), a.Price), "How", p.ApprovalStands(a)))
	}
}

// Asked names what is asked: "estimate: 8 h, 28 000 ₽".
func (p *Pen) Asked(of desk.ApprovalSubject, effort, price string) string {
	if price != "" {
		effort += ", " + p.Price(price)
	}
	return p.Say("approval.what_"+string(of), "Text", effort)
}

// Price writes a price that the contract made ("5250.00 RUB") as the reader
// writes money. What an engineer wrote stays as it is.
func (p *Pen) Price(price string) string {
	amount, currency, _ := strings.Cut(price, " ")
	m, ok := desk.ParseMoney(amount, desk.Currency(currency))
	if !ok || m.Amount(desk.Currency(currency))+" "+currency != price {
		return price
	}
	return p.Voice.Money(m, desk.Currency(currency))
}

// ApprovalStands says what an approval amounts to so far, who said so and when.
func (p *Pen) ApprovalStands(a desk.Approval) string {
	var yes, no []string
	for _, v := range a.Votes {
		who := p.Say("approval.voter", "Who", p.Person(string(v.For)), "At", p.Voice.When(v.At, p.Now))
		if v.Who != v.For {
			who = p.Say("approval.for", "Who", p.Person(string(v.Who)), "For", p.Person(string(v.For)), "At", p.Voice.When(v.At, p.Now))
		}
		if v.No {
			no = append(no, who)
		} else {
			yes = append(yes, who)
		}
	}
	switch a.Standing() {
	case desk.Approved:
		return p.Say("approval.approved", "Who", strings.Join(yes, ", "))
	case desk.Declined:
		return p.Say("approval.declined", "Who", strings.Join(no, ", "))
	case desk.Undecided:
	}
	waits := p.Say("approval.waits", "Who", p.silent(a), "At", p.Voice.When(a.At, p.Now))
	if a.Need > 1 {
		waits = p.Say("approval.count", "N", len(yes), "Of", a.Need) + " " + waits
	}
	return waits
}

// silent names those who were asked and have not answered.
func (p *Pen) silent(a desk.Approval) string {
	var names []string
	for _, who := range a.Asked {
		if _, voted := a.Voted(who); !voted {
			names = append(names, p.Person(string(who)))
		}
	}
	if len(names) == 0 {
		return p.Say("approval.nobody")
	}
	return strings.Join(names, ", ")
}

// agreed returns the line of a timeline about an approval, and what was said.
func (p *Pen) agreed(e history.Activity) (text, words string) {
	switch e := e.(type) {
	case history.ApprovalAsked:
		id := "happened.approval_asked"
		if e.Again {
			id = "happened.approval_again"
		}
		var names []string
		for _, a := range e.Asked {
			names = append(names, p.Actor(a))
		}
		return p.Say(id, "What", p.Asked(e.Of, p.Voice.Effort(e.Effort), e.Price), "Who", strings.Join(names, ", "), "Print", e.Print), e.Text
	case history.ApprovalReminded:
		return p.Say("happened.approval_reminded", "What", p.Say("approval.of_"+string(e.Of))), ""
	case history.ApprovalGiven:
		id := "happened.approval_given"
		if e.Done {
			id = "happened.approval_done"
		}
		return p.Say(id, "What", p.Say("approval.of_"+string(e.Of)), "Print", e.Print), ""
	case history.ApprovalDeclined:
		return p.Say("happened.approval_declined", "What", p.Say("approval.of_"+string(e.Of)), "Print", e.Print), e.Text
	case history.ApproversMissing:
		if len(e.Names) == 0 {
			return p.Say("happened.approvers_none"), ""
		}
		return p.Say("happened.approvers_missing", "Who", strings.Join(e.Names, ", ")), ""
	default:
		return "", ""
	}
}
