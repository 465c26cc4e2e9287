package cards

import (
	"slices"
	"strconv"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/knowledge"
	"vakhta/notice"
)

// engineer writes the cards for the desk's own people, in a ticket's thread and
// in private. It returns false if the facts are not for them.
func (w *writer) engineer(f notice.Facts) bool {
	switch f := f.(type) {
	case notice.WorkCard:
		w.workCard(f)
	case notice.AskPostMortem:
		w.askPostMortem(f)
	case notice.ReviewCard:
		w.review(f)
	case notice.Ping:
		w.ping(f)
	case notice.TimerAsked:
		w.timerAsked(f)
	case notice.PingOver:
		w.pingOver(f)
	case notice.AllClear:
		w.allClear()
	case notice.CustomerSaid:
		w.Card.Author = w.Say("work.who", "Who", f.Author, "Shop", w.Project(w.Ticket.Key.Project))
		w.Card.Quote, w.Card.Files = w.answering(f.Text, w.Answers), w.files(f.Files)
		w.edited(f.Edited)
		w.Card.Mention = f.Mention
		if w.Ticket.State.Open() {
			w.Row(w.Button(w.Say("button.reply"), desk.ActReply, ""))
		}
	case notice.NoteSaid:
		switch {
		case f.Undone:
			w.Card.Lead = w.Say("said.undone")
		case f.Supplier && f.ToCustomer:
			w.Card.Lead = w.Say("said.sent_on")
		case f.Supplier:
			w.Card.Lead = w.Say("said.supplier")
			if f.Utterance != 0 && w.Ticket.State.Open() {
				w.Row(w.Button(w.Say("button.send_on"), desk.ActSendOn, strconv.FormatInt(f.Utterance, 10)))
			}
		case f.ToCustomer:
			w.Card.Lead = w.Say("said.to_customer")
		default:
			w.Card.Lead = w.Say("said.noted")
		}
		w.Card.Author, w.Card.Quote, w.Card.Files = f.Author, w.answering(f.Text, w.Answers), w.files(f.Files)
		w.Card.Quiet = true
	case notice.Delivered:
		w.delivered(f)
	case notice.Happened:
		w.Card.Lead = w.Happened(history.Entry{By: f.By, Event: f.Event})
		w.Card.Quiet = true
		if _, missing := f.Event.(history.ApproversMissing); missing {
			w.Card.Tone, w.Card.Quiet = desk.ToneWarning, false
			w.Card.Title = w.Ticket.Key.String() + " · " + w.Project(w.Ticket.Key.Project)
			w.Line(w.Say("approval.missing_next"))
		}
		if _, missed := f.Event.(history.Unreachable); missed {
			w.Card.Tone, w.Card.Quiet = desk.ToneWarning, false
			w.Line(w.Say("missed.next"))
		}
	case notice.Hidden:
		w.hidden(f)
	case notice.NobodyCalled:
		w.Card.Tone = desk.ToneWarning
		if f.Step == 0 { // a call of one person, who is named already
			w.Card.Lead = w.Say("trouble.uncalled", "Who", w.Audience(f.Notify...), "Why", w.WhyNobody(f.Cause, nil))
			return true
		}
		id := "trouble.skipped"
		if f.Next {
			id = "trouble.skipped_next"
		}
		w.Card.Lead = w.Say(id, "Step", f.Step, "Who", w.Audience(f.Notify...), "Why", w.WhyNobody(f.Cause, f.Names))
	default:
		return false
	}
	return true
}

// workCard is the same for every reader, except for why it is in somebody's
// private chat.
func (w *writer) workCard(f notice.WorkCard) {
	t := w.Ticket
	if f.Over {
		w.Card.Title, w.Card.Lead = t.Key.String(), w.Say("work.over")
		return
	}
	if !f.Under.IsZero() {
		w.under(f.Under)
		return
	}
	w.Card.Tone = w.Tone(t)
	w.Card.Title = w.Headline(t, w.Standing(t))
	w.Card.Thread = t.Key.String() + " · " + pen.Excerpt(t.Text)
	if w.holds(f.Reason) {
		w.Card.Lead = w.Say("work." + string(f.Reason))
	}
	w.Card.Author, w.Card.Quote = t.Requester.Name, pen.Quoted(t.Text)
	w.WorkFields()
	if t.OpenedBy.Name != "" {
		w.Line(w.Say("work.opened_by", "Who", t.OpenedBy.Name, "For", t.Requester.Name))
	}
	w.Kind()
	w.Hit()
	w.StandardWork()
	if t.Several() {
		w.parts()
	}
	w.majorIncident()
	w.declared()
	w.WorkLines()
	w.labels()
	w.mapParts()
	if p := w.Desk.Projects[t.Key.Project]; p != nil && w.Desk.Supplier(p, f.For) {
		w.supplierButtons(f)
		return
	}
	article := w.article()
	if article != "" {
		w.Line(w.Say("work.article", "Title", article))
	}
	w.workButtons(article != "")
	w.timers()
	w.majorButtons()
	w.ticks()
	w.unlinks()
	w.menu(f)
	if f.For == "" {
		w.Card.Footer = w.threadHint()
	}
}

// threadHint says how words in the ticket's thread reach the customer, until some
// have.
func (w *writer) threadHint() string {
	team := w.Desk.TeamByChannel(w.To)
	switch {
	case team == nil || !w.Ticket.State.Open() || !w.Ticket.RepliedAt.IsZero():
		return ""
	case team.Thread == desk.ThreadOpen:
		return w.Say("work.thread_open")
	case w.Traits.Threads != desk.ReplyThreads: // in such a thread everything replies to the card
		return w.Say("work.thread_hint_reply")
	default:
		return w.Say("work.thread_hint")
	}
}

// holds reports whether the reason for a copy of the card still applies,
// because a card is redrawn long after it was posted.
func (w *writer) holds(why desk.Reason) bool {
	switch why {
	case desk.ReasonNew, desk.ReasonWarning, desk.ReasonLinked, desk.ReasonInVain, desk.ReasonVendor, desk.ReasonSnoozed, desk.ReasonHeard,
		desk.ReasonApproved, desk.ReasonDeclined, desk.ReasonOLA, desk.ReasonChased, desk.ReasonUpdate, desk.ReasonNext, "": // the card says all of it
		return false
	default:
		return w.needed(why)
	}
}

// work returns a button of the work card, with the revision it was drawn for.
func (w *writer) work(label string, a desk.Action, arg string, s desk.Style) desk.Button {
	b := w.Button(w.Say(label), a, arg)
	b.Press.Rev, b.Style = w.Ticket.DrawnAs(), s
	return b
}

// workButtons puts the most likely next actions first. Late presses are
// recognised by the revision.
func (w *writer) workButtons(article bool) {
	reply := w.work("button.reply", desk.ActReply, "", desk.StylePlain)
	below := []desk.Button{w.work("button.more", desk.ActMore, "", desk.StylePlain)}
	if article {
		below = append(below, w.work("button.article", desk.ActArticle, "", desk.StylePlain))
	}
	if w.Ticket.Hidden && w.Ticket.Assignee != "" {
		below = append(below, w.work("button.unmask", desk.ActUnmask, "", desk.StylePlain))
	}
	if p := w.Desk.Projects[w.Ticket.Key.Project]; w.Ticket.Type == desk.ChangeRequest && p != nil && len(p.Approvers.People) > 0 {
		below = append(below, w.work("button.estimate", desk.ActEstimate, "", desk.StylePlain))
	}
	if w.Ticket.Handed() {
		w.Row(w.takeHanded(), reply)
		w.Row(below...)
		return
	}
	switch w.Ticket.State {
	case desk.New:
		w.Row(w.work("button.ack", desk.ActAck, "", desk.StylePrimary), reply, w.escalate())
		w.Row(below...)
	case desk.InProgress:
		w.Row(w.work("button.resolve", desk.ActResolve, "", desk.StylePrimary), reply,
			w.work("button.wait", desk.ActWait, "", desk.StylePlain))
		w.Row(below...)
	case desk.WaitingCustomer, desk.WaitingVendor:
		w.Row(w.work("button.resume", desk.ActResume, "", desk.StylePrimary),
			w.work("button.resolve", desk.ActResolve, "", desk.StylePlain), reply)
		w.Row(below...)
	case desk.Resolved:
		w.Row(append([]desk.Button{w.work("button.reopen", desk.ActReopen, "", desk.StylePlain)}, w.makesArticle()...)...)
	case desk.Closed:
		w.Row(w.makesArticle()...)
	case desk.Cancelled:
	}
}

// makesArticle returns the button that makes an article of an answered question, if
// the knowledge base does not have the answer.
func (w *writer) makesArticle() []desk.Button {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	if w.Ticket.Type != desk.InformationRequest || p == nil || len(knowledge.Find(p.Knowledge, w.Ticket.Text)) > 0 || p.ArticleOf(w.Ticket.Key) != nil {
		return nil
	}
	return []desk.Button{w.work("button.make_article", desk.ActMake, "", desk.StylePlain)}
}

// supplierButtons are for one of the third line. What only the engineers may change
// has no button, and while somebody else has the ticket there is only an answer.
func (w *writer) supplierButtons(f notice.WorkCard) {
	has := w.Ticket.Assignee == f.For || w.Ticket.Holder().Who == f.For
	if has || w.Ticket.State == desk.New {
		w.workButtons(false)
	} else if w.Ticket.State.Open() {
		w.Row(w.work("button.reply", desk.ActReply, "", desk.StylePlain))
	}
	for i, row := range w.Card.Buttons {
		w.Card.Buttons[i] = slices.DeleteFunc(row, func(b desk.Button) bool {
			return b.Press.Action == desk.ActReopen || b.Press.Action == desk.ActMore || b.Press.Action == desk.ActMake || b.Press.Action == desk.ActUnmask && w.Ticket.Assignee != f.For
		})
	}
	w.Card.Buttons = slices.DeleteFunc(w.Card.Buttons, func(row []desk.Button) bool { return len(row) == 0 })
	if has && w.Ticket.State.Open() {
		w.Row(w.work("button.handover", desk.ActHandOver, "", desk.StylePlain))
	}
	if f.Menu == notice.MenuWait || f.Menu == notice.MenuHandOver {
		w.menu(f)
	}
}

// takeHanded takes what was handed over. Where it came from, it takes it back.
func (w *writer) takeHanded() desk.Button {
	if h := w.Ticket.Holder(); h.Line == 3 && !w.privateTo(h.Who) || h.Line < 3 && w.lineHere() != h.Line {
		return w.work("button.take_back", desk.ActAck, "", desk.StylePlain)
	}
	return w.work("button.ack", desk.ActAck, "", desk.StylePrimary)
}

// lineHere returns the line whose channel the card is in; 0: none.
func (w *writer) lineHere() int {
	for line := 1; line <= 2; line++ {
		if team := w.Desk.Team(w.Desk.Projects[w.Ticket.Key.Project], line); team != nil && team.Channel.Root() == w.To.Root() {
			return line
		}
	}
	return 0
}

// privateTo reports whether the card is in an engineer's private chat.
func (w *writer) privateTo(who desk.EngineerID) bool {
	m := w.Desk.People[who.Handle()]
	return m != nil && m.Account(w.To.Platform).Private().Root() == w.To.Root()
}

// escalate asks for confirmation, because it wakes people.
func (w *writer) escalate() desk.Button {
	b := w.work("button.escalate", desk.ActEscalate, "", desk.StyleDanger)
	question := w.Say("confirm.escalate")
	var next []history.Called
	for _, c := range (escalation.Situation{Desk: w.Desk, Ticket: w.Ticket, Now: w.Now}).ByHand(w.Ticket.Line) {
		next = append(next, history.Called{Audience: c.Audience, Actor: c.Who})
	}
	if len(next) > 0 {
		question = w.Say("confirm.escalate_who", "Who", w.Called(next))
	}
	b.Confirm = desk.Confirm{Question: question, Yes: w.Say("confirm.escalate_yes"), No: w.Say("confirm.escalate_no")}
	return b
}

// hidden is shown only to the assignee.
func (w *writer) hidden(f notice.Hidden) {
	w.Card.Lead = w.About("hidden.title")
	for _, s := range f.Secrets {
		w.Line(w.Say("hidden."+string(s.Kind), "Value", s.Value))
	}
}
