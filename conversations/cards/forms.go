package cards

import "vakhta/desk"

// Form is what a platform with modals asks for. Its title keeps to the 24
// characters that Slack allows (views.open, the title of a modal).
func Form(v View, id desk.FormID, key desk.Key) desk.Form {
	w := newWriter(v)
	name := string(id)
	f := desk.Form{ID: id, Key: key, Title: w.say("form." + name), Submit: w.say("form.send"), Cancel: w.say("form.cancel")}
	if id == desk.FormNew {
		f.Submit = w.say("form.open")
	}
	text := desk.FormField{Name: "text", Label: w.say("form." + name + "_text"), Hint: w.say("form." + name + "_hint")}
	if id == desk.FormWait {
		text.Optional = true
		f.Fields = append(f.Fields, desk.FormField{Name: "on", Label: w.say("form.wait_on"), Options: []desk.Option{
			{Value: "customer", Label: w.say("button.wait_customer")},
			{Value: "vendor", Label: w.say("button.wait_vendor")},
		}})
	}
	f.Fields = append(f.Fields, text)
	return f
}
