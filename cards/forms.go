package cards

import (
	"vakhta/cards/pen"
	"vakhta/desk"
)

// Form is what a platform with modals asks for. Its title keeps to the 24
// characters that Slack allows (views.open, the title of a modal).
func Form(v View, id desk.FormID, key desk.Key) desk.Form {
	w := writer{pen.New(v)}
	name := string(id)
	f := desk.Form{ID: id, Key: key, Title: w.Say("form." + name), Submit: w.Say("form.send"), Cancel: w.Say("form.cancel")}
	if id == desk.FormNew {
		f.Submit = w.Say("form.open")
	}
	text := desk.FormField{Name: "text", Label: w.Say("form." + name + "_text"), Hint: w.Say("form." + name + "_hint")}
	if id == desk.FormWait {
		text.Optional = true
		f.Fields = append(f.Fields, desk.FormField{Name: "on", Label: w.Say("form.wait_on"), Options: []desk.Option{
			{Value: "customer", Label: w.Say("button.wait_customer")},
			{Value: "vendor", Label: w.Say("button.wait_vendor")},
		}})
	}
	f.Fields = append(f.Fields, text)
	return f
}
