package desk

import (
	"maps"
	"slices"
)

// A Connection is a chat that somebody linked to a project with a code. It counts like
// one that desk.yaml binds.
type Connection struct {
	Project string
	BoundChat
}

// Connected returns the desk with further chats of its projects. A chat that desk.yaml
// has already stays where the file puts it. d is not changed.
func (d *Desk) Connected(all []Connection) *Desk {
	more := *d
	more.Projects = maps.Clone(d.Projects)
	for _, c := range all {
		p := more.Projects[c.Project]
		if bound, _ := more.ProjectByChat(c.Chat); p == nil || bound != nil || more.TeamByChannel(c.Chat) != nil {
			continue
		}
		project := *p
		project.Chats = append(slices.Clone(p.Chats), c.BoundChat)
		more.Projects[c.Project] = &project
	}
	return &more
}
