package blockkit

import "strconv"

// itoa writes an array index of a pointer.
func itoa(i int) string { return strconv.Itoa(i) }

// elements returns the table of interactive elements and images.
func elements() map[string]func(node) {
	out := map[string]func(node){
		"button":           button,
		"workflow_button":  workflowButton,
		"icon_button":      iconButton,
		"feedback_buttons": feedback,
		"image":            func(n node) { n.fields("image_url", "slack_file", "alt_text"); imageSource(n) },
		"overflow":         overflow,
		"checkboxes":       choices("initial_options", "focus_on_load"),
		"radio_buttons":    choices("initial_option", "focus_on_load"),
		"datepicker":       picker("initial_date", "placeholder", "timezone"),
		"timepicker":       picker("initial_time", "placeholder", "timezone"),
		"datetimepicker":   picker("initial_date_time"),
		"plain_text_input": textInput("multiline", "min_length", "max_length", "initial_value"),
		"email_text_input": textInput("initial_value"),
		"url_text_input":   textInput("initial_value"),
		"number_input":     textInput("initial_value", "is_decimal_allowed", "min_value", "max_value"),
		"rich_text_input":  textInput("initial_value"),
		"file_input":       fileInput,
	}
	for _, many := range []string{"", "multi_"} {
		out[many+"static_select"] = staticSelect
		out[many+"external_select"] = menu("initial_option", "initial_options", "min_query_length")
		out[many+"users_select"] = menu("initial_user", "initial_users")
		out[many+"channels_select"] = menu("initial_channel", "initial_channels", "response_url_enabled")
		out[many+"conversations_select"] = menu("initial_conversation", "initial_conversations", "default_to_current_conversation",
			"response_url_enabled", "filter")
	}
	return out
}

// button may have a value for the app, a link, or both.
func button(n node) {
	n.fields("text", "action_id", "url", "value", "style", "confirm", "accessibility_label")
	n.plain("text", true, 75)
	n.length("value", 0, 2000)
	n.length("accessibility_label", 0, 75)
	n.oneOf("style", "primary", "danger")
	n.link("url", false)
	confirm(n)
}

// workflowButton starts a workflow instead of telling the app.
func workflowButton(n node) {
	n.fields("text", "workflow", "action_id", "style", "accessibility_label")
	n.plain("text", true, 75)
	n.child("workflow", true)
	n.oneOf("style", "primary", "danger")
}

// iconButton shows an icon; its text is for screen readers.
func iconButton(n node) {
	n.fields("icon", "text", "action_id", "value", "confirm", "accessibility_label", "visible_to_user_ids")
	n.plain("text", true, 75)
	n.length("icon", 1, 75)
	n.length("value", 0, 2000)
	confirm(n)
}

// feedback is a pair of thumbs, each with its own value.
func feedback(n node) {
	n.fields("action_id", "positive_button", "negative_button")
	for _, key := range []string{"positive_button", "negative_button"} {
		if b, ok := n.child(key, true); ok {
			b.fields("text", "value", "accessibility_label")
			b.plain("text", true, 75)
			b.length("value", 0, 2000)
		}
	}
}

// confirm checks the dialog that an element may show before it acts.
func confirm(n node) {
	dialog, ok := n.child("confirm", false)
	if !ok {
		return
	}
	dialog.fields("title", "text", "confirm", "deny", "style")
	dialog.plain("title", true, 100)
	dialog.text("text", true, 300)
	dialog.plain("confirm", true, 30)
	dialog.plain("deny", true, 30)
	dialog.oneOf("style", "primary", "danger")
}

// options checks a list of options; Slack wants their values to differ.
func options(n node, most int) {
	seen := map[string]bool{}
	for _, option := range n.list("options", 1, most) {
		option.fields("text", "value", "description", "url")
		option.text("text", true, 75)
		option.text("description", false, 75)
		option.length("value", 1, 150)
		option.link("url", false)
		if value := option.str("value"); seen[value] {
			n.c.failf(option.at+"/value", "value %q already exists", value)
		} else {
			seen[value] = true
		}
	}
}

// overflow is the menu of three dots: at most five options.
func overflow(n node) {
	n.fields("action_id", "options", "confirm")
	options(n, 5)
	confirm(n)
}

// choices makes the check of checkboxes and radio buttons, which show every
// option at once and so allow ten.
func choices(extra ...string) func(node) {
	return func(n node) {
		n.fields(append(extra, "action_id", "options", "confirm")...)
		options(n, 10)
		confirm(n)
	}
}

// staticSelect has options or groups of options, never both.
func staticSelect(n node) {
	n.fields("action_id", "placeholder", "options", "option_groups", "initial_option", "initial_options", "confirm",
		"max_selected_items", "focus_on_load")
	n.plain("placeholder", false, 150)
	confirm(n)
	if !n.has("option_groups") {
		options(n, 100)
		return
	}
	if n.has("options") {
		n.c.failf(n.at, "only one of options and option_groups is allowed")
	}
	for _, group := range n.list("option_groups", 1, 100) {
		group.fields("label", "options")
		group.plain("label", true, 75)
		options(group, 100)
	}
}

// menu makes the check of selects whose options Slack or the app fills in.
func menu(extra ...string) func(node) {
	return func(n node) {
		n.fields(append(extra, "action_id", "placeholder", "confirm", "max_selected_items", "focus_on_load")...)
		n.plain("placeholder", false, 150)
		confirm(n)
	}
}

// picker makes the check of dates and times.
func picker(extra ...string) func(node) {
	return func(n node) {
		n.fields(append(extra, "action_id", "confirm", "focus_on_load")...)
		n.plain("placeholder", false, 150)
		confirm(n)
	}
}

// textInput makes the check of text inputs.
func textInput(extra ...string) func(node) {
	return func(n node) {
		n.fields(append(extra, "action_id", "placeholder", "dispatch_action_config", "focus_on_load")...)
		n.plain("placeholder", false, 150)
		n.bound("min_length", 0, 3000)
		n.bound("max_length", 1, 3000)
	}
}

// fileInput accepts up to ten files.
func fileInput(n node) {
	n.fields("action_id", "filetypes", "max_files")
	n.bound("max_files", 1, 10)
}

// bound checks that a number, if present, is within limits.
func (n node) bound(key string, least, most float64) {
	if number, ok := n.v[key].(float64); n.has(key) && (!ok || number < least || number > most) {
		n.c.failf(n.at+"/"+key, "must be a number from %g to %g", least, most)
	}
}
