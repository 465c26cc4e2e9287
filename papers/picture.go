package papers

import (
	"io"

	"vakhta/canvas"
	"vakhta/canvas/chart"
)

const (
	// pictureWidth is the width of the picture in points: about that of a phone,
	// so that its type is as large as a messenger's.
	pictureWidth = 440
	// pictureHeight is how high it may be. What is drawn is less.
	pictureHeight = 1200
	// pictureScale makes it sharp on a phone.
	pictureScale = 2.5
	pictureEdge  = 20
	// worst is how many breaches the picture has.
	worst = 5
	// most is how many causes and approvals it has.
	most = 3
)

// picture writes the picture for a chat.
func (p *paper) picture(w io.Writer) error {
	c := canvas.NewPicture(pictureWidth, pictureHeight, pictureScale)
	f := &front{paper: p, Canvas: c, box: canvas.Box{X: pictureEdge, W: pictureWidth - 2*pictureEdge}, y: pictureEdge}
	f.heading()
	if p.Report.Tickets+p.Report.Resolved+p.Report.Backlog.Open == 0 {
		f.line(p.say("paper.none"), canvas.Face{Size: 13, Color: chart.Ink}, 16)
	} else {
		f.tilesInRow(2)
		f.met()
		f.trends(false)
		f.worst()
		f.notes()
	}
	f.line(p.asOf(), canvas.Face{Size: 10, Color: chart.Soft}, 0)
	c.Cut(f.y + pictureEdge)
	return c.WritePNG(w)
}

// notes shows the most important things that are not figures: what recurs, and what
// the customer pays for.
func (f *front) notes() {
	title, face := canvas.Face{Size: 13, Bold: true, Color: chart.Ink}, canvas.Face{Size: 11, Color: chart.Ink}
	say := func(head string, lines []string) {
		if len(lines) == 0 {
			return
		}
		f.line(f.say(head), title, 6)
		for _, l := range lines[:min(most, len(lines))] {
			f.line(l, face, 4)
		}
		f.y += 6
	}
	var causes, agreed []string
	for _, c := range f.Report.Causes {
		name := c.Part.In(f.voice.Locale)
		if name == "" {
			name = c.Key.String() + " " + subject(c.Subject)
		}
		causes = append(causes, f.say("reported.part", "Part", name, "Tickets", f.count("tickets", c.Tickets)))
	}
	for _, a := range f.Report.Agreements {
		if a.Done && !a.No {
			agreed = append(agreed, f.say("paper.agreed", "Key", a.Key.String(), "Hours", f.voice.Hours(a.Effort), "Who", a.Who))
		}
	}
	say("reported.causes", causes)
	say("reported.agreements", agreed)
}

// worst lists the first breaches.
func (f *front) worst() {
	title, face := canvas.Face{Size: 13, Bold: true, Color: chart.Ink}, canvas.Face{Size: 11, Color: chart.Ink}
	if len(f.Report.Breaches) == 0 {
		f.line(f.voice.Say("report.no_breaches"), face, 14)
		return
	}
	f.line(f.say("paper_sheet.breaches"), title, 10)
	for _, b := range f.Report.Breaches[:min(worst, len(f.Report.Breaches))] {
		words := f.say("paper.breach", "Priority", b.Priority.String(), "Key", b.Key.String(), "Subject", b.Subject)
		f.line(words, face, 4)
		late := f.say("paper.late", "Target", f.say("paper_target."+string(b.Target)), "Late", f.voice.Duration(b.Late))
		f.line(late, canvas.Face{Size: 10, Color: chart.Soft}, 9)
	}
	if more := f.Report.Missed() - worst; more > 0 {
		f.line(f.voice.Count("more_breaches", more), face, 9)
	}
	f.y += 6
}
