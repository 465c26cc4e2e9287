// Package deskfile reads desk.yaml: the shops that are supported, their
// contracts, and the people who answer.
//
// The whole file is read before anything is reported, so that all mistakes come
// at once, each with its line, its column and what to write instead. Each
// section has a table of its keys, by which package keys reads the YAML and
// describes it to editors; then the section is converted to the desk's types.
// What depends on several sections (chats, accounts, durations, ladders) is
// checked at the end.
package deskfile

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

//go:generate go test . -run TestTheSchemaForEditorsIsInStep -update

// Mistakes are all errors in a desk.yaml, from top to bottom.
type Mistakes = keys.Mistakes

// Mistake is one error and where it is.
type Mistake = keys.Mistake

// Warning is something the writer should know and need not change.
type Warning = keys.Warning

// tooLarge is more than package keys accepts, so Load need not read further.
const tooLarge = 2 << 20

// Load reads the desk.yaml at path, as Read does.
func Load(path string) (*desk.Desk, []Warning, error) {
	src, err := Text(path)
	if err != nil {
		return nil, nil, err
	}
	return Parse(path, src)
}

// Parse makes a desk of src as Load does of the file at path.
func Parse(path string, src []byte) (*desk.Desk, []Warning, error) {
	return read(path, src, func(r *reader, f *file, d *desk.Desk) {
		r.findLogos(f, d, filepath.Dir(path))
		r.findFeeds(f, d, filepath.Dir(path))
		r.readNotes(f, d, filepath.Dir(path))
		r.readMaps(f, d, filepath.Dir(path))
	})
}

// Text returns the text of the desk.yaml at path. What is longer than a desk.yaml
// may be is cut off, which Parse finds.
func Text(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the desk: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	src, err := io.ReadAll(io.LimitReader(f, tooLarge))
	if err != nil {
		return nil, fmt.Errorf("read the desk: %w", err)
	}
	return src, nil
}

// Read makes a desk of src, the text of a desk.yaml. Mistakes refer to the file
// by name. An error is of type Mistakes and has all of them. Warnings are
// returned with and without mistakes. The files that it names are not looked for.
func Read(name string, src []byte) (*desk.Desk, []Warning, error) {
	return read(name, src, func(*reader, *file, *desk.Desk) {})
}

func read(name string, src []byte, further func(*reader, *file, *desk.Desk)) (*desk.Desk, []Warning, error) {
	r := &reader{&keys.Reader{File: name}}
	var d *desk.Desk
	if f, ok := keys.Read(r.Reader, deskKind, src); ok {
		d = r.build(&f)
		further(r, &f, d)
	}
	if err := r.Err(); err != nil {
		return nil, r.Warnings(), err
	}
	return d, r.Warnings(), nil
}

// Tables returns the keys of desk.yaml, a table for each mapping.
func Tables() []keys.Table { return deskKind.Tables() }

// Schema returns the JSON Schema of desk.yaml for editors. It knows every key
// and the form of every value, but not what the names in the file refer to.
func Schema() ([]byte, error) {
	s := deskKind.Schema().
		With("$schema", "https://json-schema.org/draft/2020-12/schema").
		With("title", "desk.yaml of Vakhta")
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema of desk.yaml: %w", err)
	}
	return append(b, '\n'), nil
}

// A reader converts what was read, and collects further mistakes.
type reader struct{ *keys.Reader }

// A file is desk.yaml as written.
type file struct {
	name      at[string]
	locale    at[desk.Locale]
	zone      at[zone]
	people    at[dict[person]]
	teams     at[dict[team]]
	calendars at[dict[calendar]]
	contracts at[dict[contract]]
	projects  at[dict[project]]
	knowledge at[string]
	channels  at[channels]
	digest    at[desk.ReportRhythm]
}

var deskKind = keys.Mapping("the desk",
	keys.Key("name", "The desk's name.", keys.Text(), func(f *file) *at[string] { return &f.name }).Default("Vakhta"),
	keys.Key("locale", "The language of people who have not chosen one.",
		localeKind, func(f *file) *at[desk.Locale] { return &f.locale }).Default("`en`"),
	keys.Key("timezone", "The time zone of calendars and rotations, and of people whose own is unknown.",
		zoneKind, func(f *file) *at[zone] { return &f.zone }).Default("`UTC`"),
	keys.Key("people", "The people that the desk knows. Shop staff may also join by an invitation, or by writing in a chat of their project.",
		keys.Dictionary("person", handles, personKind),
		func(f *file) *at[dict[person]] { return &f.people }).Needed("people: {anna: {telegram: 5001}}"),
	keys.Key("teams", "The support lines' people and the channels they work in.",
		keys.Dictionary("team", plainNames, teamKind),
		func(f *file) *at[dict[team]] { return &f.teams }).Needed("teams: with the first line's team"),
	keys.Key("calendars", "When time counts.",
		keys.Dictionary("calendar", plainNames, calendarKind),
		func(f *file) *at[dict[calendar]] { return &f.calendars }).Needed("calendars: {always: {hours: 24x7}}"),
	keys.Key("contracts", "Agreements on targets, and on who is paged as they run out.",
		keys.Dictionary("contract", plainNames, contractKind),
		func(f *file) *at[dict[contract]] { return &f.contracts }).Needed("contracts: with what is promised"),
	keys.Key("projects", "The supported shops. A project's code is the first part of its tickets' keys.",
		keys.Dictionary("project", codes, projectKind),
		func(f *file) *at[dict[project]] { return &f.projects }).Needed("projects: with the shop to support"),
	keys.Key("channels", "Further ways to call people whom no messenger reaches (docs/channels.md).",
		channelsKind, func(f *file) *at[channels] { return &f.channels }).Default("none"),
	keys.Key("knowledge", "A folder of notes in Markdown, for the engineers of all shops (docs/knowledge.md). Its path is relative to the folder of desk.yaml.",
		keys.Text(), func(f *file) *at[string] { return &f.knowledge }).Default("none"),
	keys.Key("digest", "How often managers are sent a digest of all shops that they see by themselves: on Monday at 9 in the morning, in the desk's time zone.",
		keys.OneOf(desk.EveryWeek), func(f *file) *at[desk.ReportRhythm] { return &f.digest }).Default("never"),
)

// build checks the sections against each other and makes the desk.
func (r *reader) build(f *file) *desk.Desk {
	d := &desk.Desk{
		Name:     f.name.Or("Vakhta"),
		Locale:   f.locale.Or(desk.English),
		TimeZone: f.zone.Or(utc).Location,
		Digest:   desk.ReportPlan{Every: f.digest.V},
	}
	d.Channels = f.channels.V.build()
	d.People = r.buildPeople(f)
	d.Calendars = r.buildCalendars(f, d.TimeZone)
	d.Teams = r.buildTeams(f, d)
	d.Contracts = r.buildContracts(f, d.Calendars, d.TimeZone)
	d.Projects = r.buildProjects(f, d.TimeZone)
	r.checkAccounts(f)
	r.checkChannels(f)
	r.checkChats(f)
	r.checkReportChats(f)
	r.checkSpans(f, d)
	r.checkLadders(f, d)
	r.checkHolders(f, d)
	seal(d)
	return d
}

// seal gives each contract and version the digest by which tickets remember it.
func seal(d *desk.Desk) {
	for _, c := range d.Contracts {
		for _, v := range append([]*desk.Contract{c}, c.Versions...) {
			if err := v.Seal(d.Calendars); err != nil {
				panic(err) // a contract is made of what JSON can hold
			}
		}
	}
}
