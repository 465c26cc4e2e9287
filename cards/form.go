package cards

import (
	"fmt"
	"slices"
	"strconv"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// A FormView is what a ticket's form is drawn from.
type FormView struct {
	Key     desk.Key
	Title   desk.Bilingual // the standard work; none: it is about an incident
	Draft   desk.Draft
	Changed bool // it has changed since the reader opened it
}

// FormOf draws a ticket's form in a language, for a messenger that has forms. It has
// those questions that are asked after the answers so far.
func FormOf(l desk.Locale, f FormView) (desk.Form, error) {
	v := locales.New(l, nil)
	form := desk.Form{
		Act: desk.ActDetails, Key: f.Key, Title: f.Title.In(l), Submit: v.Say("form.send"), Cancel: v.Say("form.cancel"),
		Note: v.Say("form.registered", "Key", f.Key.String()),
	}
	switch {
	case f.Changed:
		form.Note = v.Say("form.changed")
	case f.Draft.Sent != nil:
		form.Note = v.Say("form.sent_before", "Key", f.Key.String())
	}
	for _, one := range f.Draft.Plan.Asked(f.Draft.Answers) {
		field := desk.FormField{
			Name: one.Name, Kind: one.Kind, Label: one.Label.In(l), Hint: one.Hint.In(l), Optional: !one.Required, Value: f.Draft.Answers[one.Name],
		}
		for _, o := range one.Options {
			field.Options = append(field.Options, desk.Option{Value: o.Value, Label: o.Label.In(l)})
		}
		if one.Kind == desk.FilesField {
			field.Hint = v.Say("form.files_in_thread", "Key", f.Key.String())
		}
		if one.Name != "" && f.Draft.Plan.Branches(one.Name) {
			form.Submit = v.Say("form.next")
		}
		form.Fields = append(form.Fields, field)
	}
	if f.complete() {
		form.Submit = v.Say("form.send")
	}
	if err := v.Err(); err != nil {
		return form, fmt.Errorf("form of %s: %w", f.Key, err)
	}
	return form, nil
}

// complete reports whether no further question can depend on what is not answered.
func (f FormView) complete() bool {
	asked := f.Draft.Plan.Asked(f.Draft.Answers)
	return !slices.ContainsFunc(asked, func(one desk.FieldPlan) bool {
		return f.Draft.Plan.Branches(one.Name) && f.Draft.Answers[one.Name] == ""
	})
}

// FaultOf says at a field why its value is not taken.
func FaultOf(l desk.Locale, f desk.FieldPlan, fault desk.FieldFault) string {
	if own := f.Check.Error.In(l); own != "" && fault == desk.FaultCheck {
		return own
	}
	return locales.New(l, nil).Say("form.fault_" + string(fault))
}

// formStep draws one question, with the buttons that answer it or go to another.
func (w *writer) formStep(f notice.FormStep) {
	w.Card.Title = w.About("form.title", "Title", f.Title.In(w.Locale))
	switch f.Stage {
	case notice.FormSent:
		w.Card.Tone, w.Card.Lead = desk.ToneDone, w.Say("form.sent")
		w.quoteLines(f.Text)
		return
	case notice.FormPut:
		w.Card.Lead = w.Say("form.put_off")
		w.Row(w.step(w.Say("form.go_on"), ""))
		return
	case notice.FormOpen:
	}
	if f.Changed {
		w.Line(w.Say("form.changed"))
	}
	if f.Field == nil {
		w.Card.Lead = w.Say("form.summary")
		if f.Again {
			w.Card.Lead = w.Say("form.summary_again")
		}
		w.quoteLines(f.Text)
		send := w.step(w.Say("form.send"), "send")
		send.Style = desk.StylePrimary
		w.Row(send, w.step(w.Say("form.back"), "back."+strconv.Itoa(f.Index)), w.step(w.Say("form.later"), "later"))
		return
	}
	w.question(f)
	if group := w.Traits.IsGroup; group != nil && group(w.To.Chat) && len(f.Field.Options) == 0 {
		w.Line(w.Say("form.by_reply"))
	}
	w.stepButtons(f)
}

// question asks, with what was said before.
func (w *writer) question(f notice.FormStep) {
	one := f.Field
	w.Card.Lead = w.Say("form.question", "N", f.Nth, "Of", f.Of, "Label", one.Label.In(w.Locale))
	if f.Fault != "" {
		w.Card.Tone = desk.ToneWarning
		w.Line(FaultOf(w.Locale, *one, f.Fault))
	}
	if hint := one.Hint.In(w.Locale); hint != "" {
		w.Line(w.Say("form.example", "Text", hint))
	}
	switch one.Kind {
	case desk.FilesField:
		w.Line(w.Say("form.send_files"))
		if f.Files > 0 {
			w.Line(w.Voice.Count("received_files", f.Files))
		}
	case desk.DateField:
		if f.Fault != desk.FaultDate { // which says it
			w.Line(w.Say("form.date"))
		}
	case desk.TextField, desk.ChoiceField, desk.NumberField, desk.PersonField:
	}
	if len(f.Text) > 0 && len(one.Options) == 0 { // of a choice the button shows it
		w.quoteLines(f.Text)
	}
}

func (w *writer) stepButtons(f notice.FormStep) {
	at := "." + strconv.Itoa(f.Index)
	var options []desk.Button
	for i, o := range f.Field.Options {
		b := w.step(o.Label.In(w.Locale), "pick"+at+"."+strconv.Itoa(i))
		if o.Value == f.Chosen {
			b.Style = desk.StylePrimary
		}
		options = append(options, b)
	}
	if len(options) > 0 {
		w.Row(options...)
	}
	var ways []desk.Button
	if !f.First {
		ways = append(ways, w.step(w.Say("form.back"), "back"+at))
	}
	switch {
	case len(f.Text) > 0 || f.Files > 0:
		ways = append(ways, w.step(w.Say("form.next"), "next"+at))
	case !f.Field.Required:
		ways = append(ways, w.step(w.Say("form.skip"), "skip"+at))
	}
	w.Row(append(ways, w.step(w.Say("form.later"), "later"))...)
}

// step returns a button of the ticket's form.
func (w *writer) step(label, arg string) desk.Button { return w.Button(label, desk.ActDetails, arg) }

// quoteLines shows somebody's answers literally.
func (w *writer) quoteLines(lines []string) {
	for i, line := range lines {
		if i > 0 {
			w.Card.Quote += "\n"
		}
		w.Card.Quote += pen.Quoted(line)
	}
}

// catalogue lists the standard works of shops.
func (w *writer) catalogue(f notice.Catalogue) {
	w.Card.Lead = w.Say("catalogue.choose")
	for _, code := range f.Projects {
		p := w.Desk.Projects[code]
		if p == nil || len(p.Catalogue) == 0 {
			continue
		}
		if len(f.Projects) > 1 {
			w.Line(p.Name)
		}
		var works []desk.Button
		for _, item := range p.Catalogue {
			works = append(works, desk.Button{Label: item.Names.In(w.Locale), Press: desk.Press{Action: desk.ActServices, Arg: code + "." + item.Code}})
		}
		w.Row(works...)
	}
	w.Line(w.Say("catalogue.else", "Command", w.Command("new")))
}
