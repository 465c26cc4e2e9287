package blockkit

// richText checks a rich_text block: sections, lists, quotes and preformatted
// parts, each made of inline elements.
func richText(n node) {
	n.fields("elements")
	for _, part := range n.list("elements", 0, 1000) {
		richPart(part)
	}
}

// richPart checks one part; the items of a list are sections themselves.
func richPart(n node) {
	switch n.str("type") {
	case "rich_text_section":
		n.fields("elements")
		inline(n)
	case "rich_text_quote":
		n.fields("elements", "border")
		inline(n)
	case "rich_text_preformatted":
		n.fields("elements", "border", "language")
		inline(n)
	case "rich_text_list":
		n.fields("elements", "style", "indent", "offset", "border")
		n.oneOf("style", "bullet", "ordered")
		n.bound("indent", 0, 8)
		for _, item := range n.list("elements", 1, 1000) {
			if item.str("type") != "rich_text_section" {
				n.c.failf(item.at+"/type", "must be rich_text_section")
				continue
			}
			richPart(item)
		}
	default:
		n.c.failf(n.at+"/type", "unsupported type: %s", n.str("type"))
	}
}

// inline checks the elements of a section; every kind has its own content.
func inline(n node) {
	needed := map[string]string{
		"text": "text", "link": "url", "user": "user_id", "usergroup": "usergroup_id", "channel": "channel_id",
		"team": "team_id", "emoji": "name", "broadcast": "range", "color": "value", "date": "timestamp",
	}
	for _, element := range n.list("elements", 0, 1000) {
		key, known := needed[element.str("type")]
		switch {
		case !known:
			n.c.failf(element.at+"/type", "unsupported type: %s", element.str("type"))
		case !element.has(key):
			n.c.failf(element.at, "missing required field: %s", key)
		case element.str("type") == "text":
			element.fields("text", "style")
			element.length("text", 1, 40_000)
		case element.str("type") == "broadcast":
			element.oneOf("range", "here", "channel", "everyone")
		}
		if style, ok := element.child("style", false); ok {
			style.fields("bold", "italic", "strike", "code", "highlight", "client_highlight", "unlink", "underline")
		}
	}
}
