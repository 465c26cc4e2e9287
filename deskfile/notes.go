package deskfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"vakhta/desk"
)

// What a folder of notes may hold: every note is read into memory, and one of them
// has to fit into a few messages.
const (
	mostNotes   = 500
	longestNote = 12 << 10 // bytes
)

// readNotes reads the folders of notes, whose paths are relative to the folder of
// desk.yaml. A note that cannot be used is left out with a warning, because a desk has
// to start without it; a folder that is not there is a mistake.
func (r *reader) readNotes(f *file, d *desk.Desk, folder string) {
	common := r.notesIn(f.knowledge, folder)
	for _, e := range f.projects.V {
		all := maps.Clone(common)
		maps.Copy(all, r.notesIn(e.V.knowledge, folder))
		for _, name := range slices.Sorted(maps.Keys(all)) {
			d.Projects[e.Key].Knowledge = append(d.Projects[e.Key].Knowledge, all[name])
		}
	}
}

// notesIn reads the folder that a key names.
func (r *reader) notesIn(key at[string], folder string) map[string]*desk.Note {
	if !key.OK {
		return map[string]*desk.Note{}
	}
	path := seenFrom(folder, key.V)
	all, faults, err := Notes(os.DirFS(path))
	if err != nil {
		fix := "write the path of a folder as seen from the folder of desk.yaml, or remove this key"
		if !errors.Is(err, fs.ErrNotExist) {
			fix = "let the bot's user read it"
		}
		r.Mistake(key.Pos, fmt.Sprintf("the notes in %q cannot be read: %v", key.V, errors.Unwrap(err)), fix)
		return all
	}
	for _, fault := range faults {
		r.Warn(key.Pos, fmt.Sprintf("in %s, %s", key.V, fault))
	}
	return all
}

// Notes reads a folder of notes by their names: NAME.ru.md and NAME.en.md are one note
// in two languages, and NAME.md is a note for readers of any. What is wrong with a note
// is a fault; if it cannot be used, it is left out.
func Notes(folder fs.FS) (all map[string]*desk.Note, faults []string, err error) {
	all = map[string]*desk.Note{}
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return all, nil, err
	}
	for _, e := range entries {
		name, isNote := strings.CutSuffix(e.Name(), ".md")
		if !isNote || e.IsDir() || strings.EqualFold(name, "README") {
			continue
		}
		text, wrong := readNote(folder, e)
		for _, w := range wrong {
			faults = append(faults, fmt.Sprintf("%s: %s", e.Name(), w))
		}
		if text.Headings == nil {
			continue
		}
		var l desk.Locale
		for _, written := range []desk.Locale{desk.Russian, desk.English} {
			if plain, ok := strings.CutSuffix(name, "."+string(written)); ok {
				name, l = plain, written
			}
		}
		switch {
		case all[name] != nil:
			all[name].Texts[l] = text
		case len(all) == mostNotes:
			return all, append(faults, fmt.Sprintf("only the first %d notes are read", mostNotes)), nil
		default:
			all[name] = &desk.Note{Name: name, Texts: map[desk.Locale]desk.NoteText{l: text}}
		}
	}
	if len(all) == 0 {
		faults = append(faults, "there are no notes: a note is a file like returns.ru.md that begins with a heading")
	}
	return all, faults, nil
}

// readNote reads a note. Without headings it cannot be used; the faults say why, and
// what else is wrong with it.
func readNote(folder fs.FS, e fs.DirEntry) (t desk.NoteText, faults []string) {
	info, err := fs.Stat(folder, e.Name())
	if err == nil && info.Size() > longestNote {
		return t, []string{fmt.Sprintf("it has more than %d KB; divide it", longestNote>>10)}
	}
	var src []byte
	if err == nil {
		src, err = fs.ReadFile(folder, e.Name())
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	switch {
	case err != nil:
		return t, []string{"it cannot be read: " + errors.Unwrap(err).Error()}
	case !utf8.Valid(src):
		return t, []string{"it is not written in UTF-8; save it as UTF-8"}
	}
	t, faults = plainNote(src)
	switch {
	case len(t.Headings) == 0:
		return desk.NoteText{}, append(faults, "it has no heading, by which it would be found; begin it with # and a title")
	case t.Body == "":
		return desk.NoteText{}, append(faults, "there is nothing under its heading")
	}
	return t, faults
}
