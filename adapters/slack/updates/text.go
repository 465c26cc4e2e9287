package updates

import "strings"

// Plain returns a text as people read it: Slack's escapes undone once, people
// and channels by their names, links by their addresses. Mentions of everybody
// become plain words.
func Plain(escaped string, name func(user string) string) string {
	var b strings.Builder
	for rest := escaped; rest != ""; {
		open := strings.IndexByte(rest, '<')
		if open < 0 {
			b.WriteString(unescape(rest))
			break
		}
		b.WriteString(unescape(rest[:open]))
		c, after, ok := control(rest[open:])
		if !ok { // no control sequence
			b.WriteByte('<')
			rest = rest[open+1:]
			continue
		}
		b.WriteString(spoken(c, name))
		rest = after
	}
	return b.String()
}

// Controls lists the control sequences of an escaped text.
func Controls(escaped string) []string {
	var all []string
	for rest := escaped; ; {
		open := strings.IndexByte(rest, '<')
		if open < 0 {
			return all
		}
		c, after, ok := control(rest[open:])
		if !ok {
			rest = rest[open+1:]
			continue
		}
		all = append(all, c)
		rest = after
	}
}

// control returns the control sequence at the beginning of a text, and the
// rest.
func control(s string) (inside, after string, ok bool) {
	if !strings.HasPrefix(s, "<") {
		return "", s, false
	}
	end := strings.IndexByte(s, '>')
	if end < 2 || strings.ContainsAny(s[1:end], "<\n") {
		return "", s, false
	}
	return s[1:end], s[end+1:], true
}

// spoken returns the text of a control sequence.
func spoken(c string, name func(user string) string) string {
	target, label, _ := strings.Cut(c, "|")
	label = unescape(label)
	if target == "" {
		return label
	}
	switch target[0] {
	case '@':
		who := ""
		if name != nil {
			who = name(target[1:])
		}
		return "@" + first(who, strings.TrimPrefix(label, "@"), target[1:])
	case '#':
		return "#" + first(strings.TrimPrefix(label, "#"), target[1:])
	case '!':
		return bang(target[1:], label)
	default:
		return link(unescape(target), label)
	}
}

// bang returns the text of a broadcast, a date or another special sequence.
func bang(target, label string) string {
	what, _, _ := strings.Cut(target, "^")
	switch what {
	case "subteam":
		return "@" + first(strings.TrimPrefix(label, "@"), "group")
	case "date":
		return label
	default: // here, channel, everyone
		return "@" + first(strings.TrimPrefix(label, "@"), what)
	}
}

func link(target, label string) string {
	bare := strings.TrimPrefix(strings.TrimPrefix(target, "mailto:"), "tel:")
	switch {
	case label == "" || label == target || label == bare,
		strings.TrimPrefix(strings.TrimPrefix(target, "https://"), "http://") == label:
		return first(bare, label)
	case bare != target:
		return label
	default:
		return label + " (" + target + ")"
	}
}

// unescape undoes Slack's three escapes once.
func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

// first returns the first of the words that is not empty.
func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
