package cards

import (
	"slices"

	"vakhta/desk"
	"vakhta/notice"
)

// files returns the attachments, each with a name: photos have none of their
// own.
func (w *writer) files(all []desk.File) []desk.File {
	all = slices.Clone(all)
	for i, f := range all {
		all[i].Name = w.nameOf(f.Name, f.Kind)
	}
	return all
}

// nameOf returns a file's name, or what kind of file it is.
func (w *writer) nameOf(name, kind string) string {
	if name == "" && slices.Contains([]string{"photo", "video", "video_note", "voice", "audio", "animation", "sticker", "document", "story"}, kind) {
		return w.Say("file." + kind)
	}
	return name
}

// reportFile names the report whose file stands below.
func (w *writer) reportFile(f notice.ReportFile) {
	w.Card.Title = w.Say("report_file.title", "Project", f.Of)
	if f.Of == "" {
		w.Card.Title = w.Say("report_file.all")
	}
	if f.Act {
		w.Card.Title = w.Say("hours.act", "Project", f.Of)
	}
	w.Card.Lead = w.Days(f.Within)
}

// fileMissed says that a file did not arrive, and why. Its sender reads what to do about it.
func (w *writer) fileMissed(f notice.FileMissed) {
	name := w.nameOf(f.Name, f.File)
	if f.Size > 0 {
		name = w.Say("file_missed.named", "Name", name, "Size", w.Voice.Size(f.Size))
	}
	id, limit := "file_missed."+string(f.Why), w.Voice.Size(f.Limit)
	if f.Why == notice.FileTooLarge && f.Limit == 0 {
		id += "_unknown"
	}
	why := w.Say(id, "Limit", limit)
	w.Card.Tone = desk.ToneWarning
	if f.Report {
		if f.Why == notice.FileStuck {
			why = w.Say("report_file.stuck")
		}
		w.Card.Lead = w.Say("report_file.failed", "File", name, "Why", why)
		return
	}
	if f.Here {
		w.Card.Lead, w.Card.Quiet = w.Say("file_missed.here", "File", name, "Why", why), true
		return
	}
	w.Card.Lead = w.Say("file_missed.yours", "File", name, "Why", why)
	w.Line(w.Say("file_missed.do_" + string(f.Why)))
}
