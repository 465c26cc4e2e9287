// Package markup converts what a bot sends to what a chat shows: it parses the
// Bot API's HTML into plain text with entities, cleans text as the server does,
// finds the entities that the server finds itself (commands, mentions, links),
// and renders a text with its entities as HTML that is safe to show. Offsets
// and lengths of entities count UTF-16 code units; offsets in errors count
// bytes of the source, as in the server's errors.
package markup

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"vakhta/sim/telegram/wire"
)

// Parse reads text in parse_mode HTML.
func Parse(src string) (string, []wire.Entity, error) {
	if !utf8.ValidString(src) {
		return "", nil, fmt.Errorf("strings must be encoded in UTF-8")
	}
	p := parser{src: src}
	for p.pos < len(p.src) {
		if err := p.step(); err != nil {
			return "", nil, fmt.Errorf("can't parse entities: %w", err)
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, wrong("can't parse entities: Can't find end tag corresponding to start tag %q", p.open[n-1].tag.name)
	}
	return p.out.String(), tidy(p.found), nil
}

// A parser walks the source once. at counts the UTF-16 units written so far.
type parser struct {
	src   string
	pos   int
	out   strings.Builder
	at    int
	open  []opened
	found []wire.Entity
}

// An opened tag waits for its end tag.
type opened struct {
	tag tag
	at  int
}

// A tag is a start tag with its attributes.
type tag struct {
	name  string
	attrs map[string]string
}

// step reads one character, one reference or one tag. Outside tags everything
// is text: a single ampersand is no error, but a single < begins a tag.
func (p *parser) step() error {
	switch p.src[p.pos] {
	case '&':
		if r, n := character(p.src[p.pos:]); n > 0 {
			p.write(r)
			p.pos += n
			return nil
		}
		p.write('&')
		p.pos++
		return nil
	case '<':
		if strings.HasPrefix(p.src[p.pos:], "</") {
			return p.end()
		}
		return p.start()
	default:
		r, n := utf8.DecodeRuneInString(p.src[p.pos:])
		p.write(r)
		p.pos += n
		return nil
	}
}

// write appends to the plain text and counts UTF-16 units.
func (p *parser) write(r rune) {
	p.out.WriteRune(r)
	p.at += units(r)
}

// units returns the number of UTF-16 code units of r.
func units(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// peek returns the byte at the position, zero at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

// skipSpaces skips white space inside a tag.
func (p *parser) skipSpaces() {
	for isSpace(p.peek()) {
		p.pos++
	}
}

// name reads up to a space or one of stops.
func (p *parser) name(stops string) string {
	from := p.pos
	for c := p.peek(); c != 0 && !isSpace(c) && strings.IndexByte(stops, c) < 0; c = p.peek() {
		p.pos++
	}
	return p.src[from:p.pos]
}

// isSpace knows only ASCII, as the server does in markup.
func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'
}

// start reads a start tag. Errors give the offset of its <, not of the wrong
// letter, as the server's do.
func (p *parser) start() error {
	begin := p.pos
	p.pos++
	t := tag{name: strings.ToLower(p.name(">")), attrs: map[string]string{}}
	if p.peek() == 0 {
		return wrong("Unclosed start tag at byte offset %d", begin)
	}
	if entityType(t.name) == "" && t.name != "span" {
		return wrong("Unsupported start tag %q at byte offset %d", t.name, begin)
	}
	for {
		p.skipSpaces()
		if p.peek() == '>' {
			p.pos++
			break
		}
		if err := p.attribute(&t, begin); err != nil {
			return err
		}
	}
	if t.name == "span" && t.attrs["class"] != "tg-spoiler" {
		return wrong("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, opened{t, p.at})
	return nil
}

// attribute reads one attribute. One without a value is a flag; only expandable
// has a meaning, others are ignored.
func (p *parser) attribute(t *tag, begin int) error {
	name := p.name("=>")
	if name == "" {
		if p.peek() == 0 {
			return wrong("Unclosed start tag %q at byte offset %d", t.name, begin)
		}
		return wrong("Empty attribute name in the tag %q at byte offset %d", t.name, begin)
	}
	name = strings.ToLower(name)
	p.skipSpaces()
	if p.peek() != '=' {
		if p.peek() == 0 {
			return wrong("Unclosed start tag %q at byte offset %d", t.name, begin)
		}
		t.attrs[name] = "" // <blockquote expandable>
		return nil
	}
	p.pos++
	p.skipSpaces()
	value, err := p.value()
	if err != nil {
		return err
	}
	if p.peek() == 0 {
		return wrong("Unclosed start tag at byte offset %d", begin)
	}
	t.attrs[name] = value
	return nil
}

// value reads an attribute's value: quoted, with references in it, or a bare
// token, which is converted to lower case.
func (p *parser) value() (string, error) {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		from := p.pos
		for c := p.peek(); isToken(c); c = p.peek() {
			p.pos++
		}
		if c := p.peek(); c != 0 && !isSpace(c) && c != '>' {
			return "", wrong("Unexpected end of name token at byte offset %d", from)
		}
		return strings.ToLower(p.src[from:p.pos]), nil
	}
	p.pos++
	var v strings.Builder
	for c := p.peek(); c != 0 && c != quote; c = p.peek() {
		if r, n := character(p.src[p.pos:]); n > 0 {
			v.WriteRune(r)
			p.pos += n
			continue
		}
		v.WriteByte(c)
		p.pos++
	}
	if p.peek() == quote {
		p.pos++
	}
	return v.String(), nil
}

// isToken reports whether c may be in a bare value: a letter, a digit, a period
// or a hyphen.
func isToken(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-'
}

// end reads an end tag and closes the innermost element. Tags never overlap;
// </> closes any element.
func (p *parser) end() error {
	begin := p.pos
	if len(p.open) == 0 {
		return wrong("Unexpected end tag at byte offset %d", begin)
	}
	p.pos += 2
	name := strings.ToLower(p.name(">"))
	p.skipSpaces()
	if p.peek() != '>' {
		return wrong("Unclosed end tag at byte offset %d", begin)
	}
	p.pos++
	last := p.open[len(p.open)-1]
	if name != "" && name != last.tag.name {
		return wrong("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, last.tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if e, ok := last.tag.entity(); ok && p.at > last.at {
		e.Offset, e.Length = last.at, p.at-last.at
		p.found = append(p.found, e)
	}
	return nil
}

// character decodes a character reference at the start of s. Only four names
// are known; an unknown one stays as written.
func character(s string) (r rune, length int) {
	if !strings.HasPrefix(s, "&") {
		return 0, 0
	}
	end := 1
	for end < len(s) && (isToken(s[end]) && s[end] != '.' && s[end] != '-' || end == 1 && s[end] == '#') {
		end++
	}
	name := s[1:end]
	switch name {
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "amp":
		r = '&'
	case "quot":
		r = '"'
	default:
		if r = numeric(name); r == 0 {
			return 0, 0
		}
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return r, end
}

// numeric decodes &#65; and &#x41;, and returns zero for an invalid character.
func numeric(name string) rune {
	digits, isNumber := strings.CutPrefix(name, "#")
	if !isNumber {
		return 0
	}
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || n <= 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0
	}
	return rune(n)
}

// wrong returns an error in the server's own words, with its capitals.
func wrong(format string, args ...any) error { return fmt.Errorf(format, args...) }
