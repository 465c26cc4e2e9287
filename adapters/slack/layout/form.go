package layout

import (
	"encoding/json"

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
}

// Modal returns the view of a form that was asked for at a place.
func Modal(f desk.Form, at desk.Address) slack.ModalViewRequest {
	carried, err := json.Marshal(FormState{Act: f.Act, Key: f.Key, Chat: at.Chat, Thread: at.Thread})
	if err != nil { // never: only strings
		carried = nil
	}
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: FormCallback, PrivateMetadata: string(carried),
		Title: plain(f.Title, maxTitle), Submit: plain(f.Submit, maxTitle), Close: plain(f.Cancel, maxTitle),
	}
	for _, field := range f.Fields {
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, input(field))
	}
	return view
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
	switch {
	case len(options) == 0:
		var hint *slack.TextBlockObject
		if f.Hint != "" {
			hint = plain(f.Hint, maxHint)
		}
		e := slack.NewPlainTextInputBlockElement(hint, answerID)
		e.Multiline, e.MaxLength = true, maxInput
		return e
	case len(options) <= maxRadio:
		return slack.NewRadioButtonsBlockElement(answerID, options...)
	default:
		return slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, answerID, options...)
	}
}
