package layout

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"vakhta/desk"
)

// FormCallback identifies a submitted form of the desk.
const FormCallback = "vakhta_form"

// Slack's limits of a modal.
const (
	maxTitle   = 24
	maxPrompt  = 2000
	maxInput   = 3000
	maxRadio   = 10
	maxOptions = 100
	maxValue   = 150
	maxHint    = 150
	maxFault   = 150 // Slack documents none, and shows about so much
)

// answerID names the only element of an input block; the block has the field's
// name.
const answerID = "answer"

// A FormState is stored in a form, invisible to its reader: which form it is,
// and where it was asked for.
type FormState struct {
	Act    desk.Action `json:"form"` // the name in open forms
	Key    desk.Key    `json:"key"`
	Chat   string      `json:"chat,omitempty"`
	Thread string      `json:"thread,omitempty"`
	Held   string      `json:"held,omitempty"` // a kept message that it is about
}

// Modal returns the view of a form that was asked for at a place.
func Modal(f desk.Form, at desk.Address) slack.ModalViewRequest {
	carried, err := json.Marshal(FormState{Act: f.Act, Key: f.Key, Chat: at.Chat, Thread: at.Thread, Held: f.Held})
	if err != nil { // never: only strings
		carried = nil
	}
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: FormCallback, PrivateMetadata: string(carried),
		Title: plain(f.Title, maxTitle), Submit: plain(f.Submit, maxTitle), Close: plain(f.Cancel, maxTitle),
	}
	if f.Note != "" {
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, slack.NewContextBlock("", plain(f.Note, maxPrompt)))
	}
	for _, field := range f.Fields {
		if field.Kind == desk.FilesField { // they are sent in the thread, where the desk reads files of any kind
			view.Blocks.BlockSet = append(view.Blocks.BlockSet, slack.NewContextBlock("", plain(field.Label+"\n"+field.Hint, maxPrompt)))
			continue
		}
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, input(field))
	}
	return view
}

// Faults cuts the sentences at the fields of a form that stays open.
func Faults(all map[string]string) map[string]string {
	shown := map[string]string{}
	for field, sentence := range all {
		shown[field] = cut(sentence, maxFault)
	}
	return shown
}

func input(f desk.FormField) *slack.InputBlock {
	block := slack.NewInputBlock(f.Name, plain(f.Label, maxPrompt), nil, element(f))
	block.Optional = f.Optional
	return block
}

func element(f desk.FormField) slack.BlockElement {
	var options []*slack.OptionBlockObject
	for _, o := range f.Options[:min(len(f.Options), maxOptions)] {
		options = append(options, slack.NewOptionBlockObject(cut(o.Value, maxValue), plain(o.Label, maxLabel), nil))
	}
	chosen := func(o *slack.OptionBlockObject) bool { return o.Value == f.Value }
	switch i := slices.IndexFunc(options, chosen); {
	case f.Kind == desk.DateField:
		e := slack.NewDatePickerBlockElement(answerID)
		e.InitialDate = f.Value
		return e
	case f.Kind == desk.PersonField:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, answerID)
		if who, picked := desk.ParseAccount(f.Value); picked && who.Platform == desk.Slack {
			e.InitialUser = who.ID
		}
		return e
	case f.Kind == desk.NumberField:
		e := slack.NewNumberInputBlockElement(hinted(f.Hint), answerID, true)
		if _, err := strconv.ParseFloat(f.Value, 64); err == nil { // Slack refuses another beginning
			e.InitialValue = f.Value
		}
		return e
	case len(options) == 0:
		e := slack.NewPlainTextInputBlockElement(hinted(f.Hint), answerID)
		e.Multiline, e.MaxLength, e.InitialValue = f.Kind == "" || f.Kind == desk.TextField, maxInput, f.Value
		return e
	case len(options) <= maxRadio:
		e := slack.NewRadioButtonsBlockElement(answerID, options...)
		if i >= 0 {
			e.InitialOption = options[i]
		}
		return e
	default:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, answerID, options...)
		if i >= 0 {
			e.InitialOption = options[i]
		}
		return e
	}
}

// hinted returns the example in an empty field; nil: there is none.
func hinted(text string) *slack.TextBlockObject {
	if text == "" {
		return nil
	}
	return plain(text, maxHint)
}
