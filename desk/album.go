package desk

import "strings"

// Add adds another item of an album to the words that began it: its files, and its
// caption below the others.
func (u *Utterance) Add(message, caption string, files []File) {
	for i, f := range files {
		if f.Message = message; i == 0 && caption != "" {
			f.Lines = 1 + strings.Count(caption, "\n")
		}
		u.Files = append(u.Files, f)
	}
	switch {
	case caption == "":
	case u.Text == "":
		u.Text = caption
	default:
		u.Text += "\n" + caption
	}
}

// Recaption returns the words with another caption of one of the album's items,
// and the number of lines that it has now. The item is given by its message. The
// first one has whatever the others have not.
func (u *Utterance) Recaption(message, caption string) (text string, lines int) {
	all := strings.Split(u.Text, "\n")
	if u.Text == "" {
		all = nil
	}
	others := 0
	for _, f := range u.Files {
		others += f.Lines
	}
	from, to := 0, max(len(all)-others, 0) // of the first item
	at := to
	for _, f := range u.Files {
		if f.Message == message {
			from, to = min(at, len(all)), min(at+f.Lines, len(all))
			break
		}
		at += f.Lines
	}
	if caption != "" {
		lines = 1 + strings.Count(caption, "\n")
	}
	changed := append([]string(nil), all[:from]...)
	if lines > 0 {
		changed = append(changed, caption)
	}
	return strings.Join(append(changed, all[to:]...), "\n"), lines
}
