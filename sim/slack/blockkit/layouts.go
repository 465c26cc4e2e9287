package blockkit

// accessories may be beside a section, interactives in an actions block, and
// inputs below the label of an input block.
func accessories() []string {
	return append(interactives(), "image", "multi_static_select", "multi_users_select", "multi_conversations_select",
		"multi_channels_select", "multi_external_select")
}

// interactives may be in an actions block. Menus of several choices may not,
// because Slack could not know when they are complete.
func interactives() []string {
	return []string{
		"button", "overflow", "static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons", "workflow_button",
	}
}

// inputs may be in an input block; their values come with the submission.
func inputs() []string {
	return []string{
		"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_users_select", "multi_conversations_select", "multi_channels_select", "multi_external_select",
		"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons",
	}
}

// layouts returns the table of blocks.
func layouts() map[string]func(node) {
	return map[string]func(node){
		"section":         section,
		"header":          header,
		"divider":         func(n node) { n.fields() },
		"image":           imageBlock,
		"context":         contextBlock,
		"actions":         actions,
		"context_actions": contextActions,
		"input":           input,
		"rich_text":       richText,
		"markdown":        markdown,
		"table":           table,

		"data_table":         dataTable,
		"data_visualization": dataVisualization,
		"video":              video,
		"alert":              alert,
		"card":               card,
		"carousel":           carousel,
	}
}

// section needs a text, fields, or both.
func section(n node) {
	n.fields("text", "fields", "accessory", "expand")
	n.flag("expand")
	if !n.has("text") && !n.has("fields") {
		n.c.failf(n.at, "missing required field: text or fields")
	}
	n.text("text", false, 3000)
	if n.has("fields") {
		for _, field := range n.list("fields", 1, 10) {
			field.textObject(2000, "plain_text", "mrkdwn")
		}
	}
	if accessory, ok := n.child("accessory", false); ok {
		n.c.element(accessory, accessories()...)
	}
}

// header is plain text only: no markup, no mentions.
func header(n node) {
	n.fields("text", "level")
	n.plain("text", true, 150)
}

// imageBlock needs an alt text, for screen readers.
func imageBlock(n node) {
	n.fields("image_url", "slack_file", "alt_text", "title")
	n.plain("title", false, 2000)
	imageSource(n)
}

// imageSource checks what image blocks and image elements share.
func imageSource(n node) {
	n.length("alt_text", 1, 2000)
	if _, ok := n.child("slack_file", false); !ok {
		n.link("image_url", true)
	}
}

// contextBlock has small texts and images, nothing that can be pressed.
func contextBlock(n node) {
	n.fields("elements")
	for _, element := range n.list("elements", 1, 10) {
		switch element.str("type") {
		case "plain_text", "mrkdwn":
			element.textObject(3000, "plain_text", "mrkdwn")
		default:
			n.c.element(element, "image")
		}
	}
}

// actions holds what can be pressed.
func actions(n node) {
	n.fields("elements")
	for _, element := range n.list("elements", 1, 25) {
		n.c.element(element, interactives()...)
	}
}

// contextActions is below an answer and asks whether it helped.
func contextActions(n node) {
	n.fields("elements")
	for _, element := range n.list("elements", 1, 5) {
		n.c.element(element, "feedback_buttons", "icon_button")
	}
}

// input requires that the view has a submit button.
func input(n node) {
	n.c.inputs = true
	n.fields("label", "element", "dispatch_action", "hint", "optional")
	n.flag("dispatch_action", "optional")
	n.plain("label", true, 2000)
	n.plain("hint", false, 2000)
	if element, ok := n.child("element", true); ok {
		n.c.element(element, inputs()...)
	}
}

// markdown counts over the whole message, not per block.
func markdown(n node) {
	const most = 12_000
	n.fields("text")
	n.length("text", 1, most)
	if n.c.surface.isScreen {
		n.c.failf(n.at+"/type", "unsupported type: markdown")
	}
	n.c.markdown += len([]rune(n.str("text")))
	if n.c.markdown > most && len([]rune(n.str("text"))) <= most {
		n.c.failf(n.at+"/text", "all markdown blocks together must be less than %d characters", most+1)
	}
}

// table counts rows and, in every row, columns; a message may have one table.
func table(n node) {
	n.fields("rows", "column_settings")
	if n.c.tables++; n.c.tables > 1 {
		n.c.failf(n.at, "only one table is allowed in a message")
	}
	n.list("column_settings", 0, 20)
	rows, ok := n.v["rows"].([]any)
	if !ok || len(rows) == 0 {
		n.c.failf(n.at, "missing required field: rows")
	}
	if len(rows) > 100 {
		n.c.failf(n.at+"/rows", "no more than 100 items allowed")
	}
	for i, row := range rows {
		wrapped := node{c: n.c, at: n.at + "/rows", v: map[string]any{itoa(i): row}}
		for _, cell := range wrapped.list(itoa(i), 1, 20) {
			tableCell(cell)
		}
	}
}

// tableCell is literal text, a number or rich text; there are no mrkdwn cells.
func tableCell(n node) {
	switch n.str("type") {
	case "rich_text":
		richText(n)
	case "raw_text":
		n.fields("text")
	case "raw_number":
		n.fields("value", "text")
	default:
		n.c.failf(n.at+"/type", "unsupported type: %s", n.str("type"))
	}
}

// video is for hosts that Slack knows; only its texts and urls are checked
// here.
func video(n node) {
	n.fields("video_url", "thumbnail_url", "alt_text", "title", "title_url",
		"author_name", "provider_name", "provider_icon_url", "description")
	n.plain("title", true, 199)
	n.plain("description", false, 200)
	n.length("alt_text", 1, 2000)
	n.length("author_name", 0, 49)
	n.link("video_url", true)
	n.link("thumbnail_url", true)
}

// alert is a banner above the rest.
func alert(n node) {
	n.fields("text", "level")
	n.text("text", true, 3000)
	n.oneOf("level", "default", "info", "success", "warning", "error")
}

// card is a small block with a picture, texts and buttons of its own.
func card(n node) {
	n.fields("hero_image", "icon", "slack_icon", "title", "subtitle", "body", "subtext", "actions")
	n.text("title", false, 150)
	n.text("subtitle", false, 150)
	n.text("body", false, 200)
	n.text("subtext", false, 200)
	for _, key := range []string{"hero_image", "icon"} {
		if picture, ok := n.child(key, false); ok {
			n.c.element(picture, "image")
		}
	}
	if n.has("actions") {
		for _, element := range n.list("actions", 1, 5) {
			n.c.element(element, "button")
		}
	}
}

// carousel holds cards and nothing else.
func carousel(n node) {
	n.fields("elements")
	for _, element := range n.list("elements", 1, 10) {
		if element.str("type") != "card" {
			n.c.failf(element.at+"/type", "unsupported type: %s", element.str("type"))
			continue
		}
		card(element)
	}
}
