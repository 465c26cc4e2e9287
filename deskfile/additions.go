package deskfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// errNotWritten means that a desk.yaml is written in a way that nothing can be added to.
var errNotWritten = errors.New("this desk.yaml is written in a way that no chat can be added to")

// WithConnections returns the text of a desk.yaml to which chats are added that people
// linked to its projects; what is written stays, with its remarks. Chats that the file
// has, and those of projects that it does not have, are left out.
func WithConnections(src []byte, all []desk.Connection) ([]byte, error) {
	for _, c := range all {
		d, _, err := Read("desk.yaml", src)
		if err != nil {
			return nil, err
		}
		if bound, _ := d.ProjectByChat(c.Chat); d.Projects[c.Project] == nil || bound != nil || d.TeamByChannel(c.Chat) != nil {
			continue
		}
		if src, err = withChat(src, c); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// withChat adds one chat to its project.
func withChat(src []byte, c desk.Connection) ([]byte, error) {
	r := &reader{&keys.Reader{File: "desk.yaml"}}
	f, ok := keys.Read(r.Reader, deskKind, src)
	if !ok {
		return nil, r.Err()
	}
	lines := strings.Split(string(src), "\n")
	entry := fmt.Sprintf("{chat: %q, intake: %s}", c.Chat, c.Intake)
	var added bool
	for _, e := range f.projects.V {
		if e.Key != c.Project {
			continue
		}
		if at := e.V.chats.Pos; e.V.chats.Given() {
			lines, added = addItem(lines, at, entry)
		} else {
			lines, added = addChats(lines, e.KeyPos, entry)
		}
	}
	text := []byte(strings.Join(lines, "\n"))
	d, _, err := Read("desk.yaml", text)
	if !added || err != nil {
		return nil, fmt.Errorf("%w: %s to %s", errNotWritten, c.Chat, c.Project)
	}
	if p, _ := d.ProjectByChat(c.Chat); p == nil || p.Code != c.Project {
		return nil, fmt.Errorf("%w: %s to %s", errNotWritten, c.Chat, c.Project)
	}
	return text, nil
}

// addItem adds an entry to a list that begins at a position, as [a, b] or with one
// entry a line.
func addItem(lines []string, at keys.Pos, entry string) ([]string, bool) {
	line := lines[at.Line-1]
	before, list, found := cutAt(line, at.Column)
	if found && strings.HasPrefix(list, "[") {
		lines[at.Line-1] = before + "[" + entry + ", " + strings.TrimPrefix(list, "[")
		return lines, true
	}
	for n := at.Line - 1; n < len(lines); n++ { // the position may be that of the key
		if first := strings.TrimLeft(lines[n], " "); strings.HasPrefix(first, "- ") {
			indent := lines[n][:len(lines[n])-len(first)]
			return slices.Insert(lines, n, indent+"- "+entry), true
		}
	}
	return lines, false
}

// addChats adds the key chats to a project whose own key is at a position.
func addChats(lines []string, at keys.Pos, entry string) ([]string, bool) {
	line := lines[at.Line-1]
	_, after, found := strings.Cut(line[min(at.Column-1, len(line)):], ":")
	if !found {
		return lines, false
	}
	if value := strings.TrimLeft(after, " "); strings.HasPrefix(value, "{") {
		head := line[:len(line)-len(value)]
		lines[at.Line-1] = head + "{chats: [" + entry + "], " + strings.TrimPrefix(value, "{")
		return lines, true
	}
	for _, next := range lines[at.Line:] {
		if first := strings.TrimLeft(next, " "); first != "" && !strings.HasPrefix(first, "#") {
			indent := next[:len(next)-len(first)]
			return slices.Insert(lines, at.Line, indent+"chats: ["+entry+"]"), len(indent) >= at.Column
		}
	}
	return lines, false
}

// cutAt divides a line before a column, counted from 1 in characters.
func cutAt(line string, column int) (before, rest string, found bool) {
	letters := []rune(line)
	if column < 1 || column > len(letters) {
		return line, "", false
	}
	return string(letters[:column-1]), string(letters[column-1:]), true
}
