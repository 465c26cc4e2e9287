package deskfile

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"vakhta/desk"
)

// plainNote reads a note's Markdown (CommonMark) as people read it in a chat: plain
// text, with the addresses of links. It has no headings if the note does not begin
// with one.
func plainNote(src []byte) (t desk.NoteText, faults []string) {
	w := plainWriter{src: src}
	root := goldmark.DefaultParser().Parse(text.NewReader(src))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			t.Headings = append(t.Headings, w.inline(h))
			if w.out.Len() == 0 { // the title, and other words for it
				continue
			}
		}
		if len(t.Headings) == 0 {
			return desk.NoteText{}, nil
		}
		w.block(n, "")
	}
	t.Body = strings.TrimSpace(w.out.String())
	if open := openFence(src); open > 0 {
		faults = append(faults, fmt.Sprintf("the code that begins in line %d has no end; close it as it was begun", open))
	}
	return t, faults
}

// openFence returns the line of a fence that nothing closes; 0: there is none.
func openFence(src []byte) (line int) {
	n := 0
	var fence []byte
	for l := range bytes.Lines(src) {
		n++
		l = bytes.TrimSpace(l)
		switch {
		case line > 0 && bytes.HasPrefix(l, fence):
			line = 0
		case line == 0 && (bytes.HasPrefix(l, []byte("```")) || bytes.HasPrefix(l, []byte("~~~"))):
			line, fence = n, l[:3]
		}
	}
	return line
}

// A plainWriter writes Markdown as plain text.
type plainWriter struct {
	src []byte
	out strings.Builder
}

// block writes a block, whose lines begin with an indent.
func (w *plainWriter) block(n ast.Node, indent string) {
	switch n := n.(type) {
	case *ast.List:
		number := n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			mark := "• "
			if n.IsOrdered() {
				mark = fmt.Sprintf("%d. ", number)
				number++
			}
			w.out.WriteString(indent + mark)
			for part := item.FirstChild(); part != nil; part = part.NextSibling() {
				switch part.(type) {
				case *ast.TextBlock, *ast.Paragraph:
					w.out.WriteString(w.inline(part) + "\n")
				default: // code, a quote, another list
					w.block(part, indent+"  ")
				}
			}
		}
		if indent == "" {
			w.out.WriteString("\n")
		}
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			w.out.Write(line.Value(w.src))
		}
		w.out.WriteString("\n")
	case *ast.Blockquote:
		for part := n.FirstChild(); part != nil; part = part.NextSibling() {
			w.block(part, indent)
		}
	case *ast.HTMLBlock:
		if lines := string(n.Lines().Value(w.src)); !strings.HasPrefix(strings.TrimSpace(lines), "<!--") {
			w.out.WriteString(lines + "\n") // as it is written: nothing of a note may vanish
		}
	case *ast.ThematicBreak:
	default:
		w.out.WriteString(indent + w.inline(n) + "\n\n")
	}
}

// inline returns the words of a block.
func (w *plainWriter) inline(n ast.Node) string {
	var b strings.Builder
	for part := n.FirstChild(); part != nil; part = part.NextSibling() {
		switch part := part.(type) {
		case *ast.Text:
			b.Write(part.Segment.Value(w.src))
			switch {
			case part.HardLineBreak():
				b.WriteString("\n")
			case part.SoftLineBreak():
				b.WriteString(" ")
			}
		case *ast.String:
			b.Write(part.Value)
		case *ast.AutoLink:
			b.Write(part.URL(w.src))
		case *ast.Link:
			label, to := w.inline(part), string(part.Destination)
			b.WriteString(label)
			if to != "" && to != label {
				b.WriteString(" (" + to + ")")
			}
		case *ast.Image:
			b.WriteString(w.inline(part) + " (" + string(part.Destination) + ")")
		case *ast.RawHTML:
		default: // emphasis, code
			b.WriteString(w.inline(part))
		}
	}
	return b.String()
}
