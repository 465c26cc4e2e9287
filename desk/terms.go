package desk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// An OnContractChange says what a changed contract is to tickets that are open.
type OnContractChange string

// The values of OnContractChange.
const (
	ContractApply OnContractChange = "apply" // they are counted again, by the changed one
	ContractKeep  OnContractChange = "keep"  // they keep theirs until somebody applies the changed one
)

// Terms are what a version of a contract promises, as they stood in a desk.yaml:
// the contract with the calendars by which it counts.
type Terms struct {
	Digest   string // names them: hex of their SHA-256
	Since    time.Time
	Contract *Contract // sealed, with calendars of its own
}

// sealed is the form in which terms are stored. What is added to a contract or a
// calendar later is zero in terms that were stored before.
type sealed struct {
	Contract  *Contract
	Calendars map[string]*Calendar
}

// Encode returns the text of a contract's promises with the calendars that it names.
// Its billing and its report are no promises to a ticket.
func (c *Contract) Encode(calendars map[string]*Calendar) ([]byte, error) {
	own := map[string]*Calendar{}
	for name := range c.CalendarNames() {
		if cal := calendars[name]; cal != nil {
			own[name] = cal
		}
	}
	return json.Marshal(sealed{c, own})
}

// Seal gives a contract the digest by which tickets remember it.
func (c *Contract) Seal(calendars map[string]*Calendar) error {
	text, err := c.Encode(calendars)
	if err != nil {
		return fmt.Errorf("contract %s: %w", c.Name, err)
	}
	sum := sha256.Sum256(text)
	c.Digest = hex.EncodeToString(sum[:])
	return nil
}

// ReadTerms reads what Encode wrote. Its contract has the digest that this program
// gives such a contract, which is another one than that of a program that knew fewer
// properties: who updates the desk has not changed a contract.
func ReadTerms(digest string, text []byte, since time.Time) (Terms, error) {
	var s sealed
	if err := json.Unmarshal(text, &s); err != nil || s.Contract == nil {
		return Terms{}, fmt.Errorf("read the contract %s: %w", digest, cmp.Or(err, ErrNotFound))
	}
	s.Contract.Own = s.Calendars
	if err := s.Contract.Seal(s.Calendars); err != nil {
		return Terms{}, err
	}
	return Terms{Digest: digest, Since: since, Contract: s.Contract}, nil
}

// CalendarNames are those of the calendars by which a contract counts.
func (c *Contract) CalendarNames() map[string]bool {
	names := map[string]bool{c.Calendar: true}
	for _, t := range slices.Concat(slices.Collect(maps.Values(c.Targets)), slices.Collect(maps.Values(c.Types))) {
		names[t.Calendar] = true
	}
	for _, s := range c.Sales {
		for _, t := range s.Targets {
			names[t.Calendar] = true
		}
	}
	for _, w := range c.OLA {
		names[w.Calendar] = true
	}
	delete(names, "")
	return names
}

// CalendarOf returns a calendar as a contract knows it; "": the contract's own.
func (d *Desk) CalendarOf(c *Contract, name string) *Calendar {
	name = cmp.Or(name, c.Calendar)
	if own := c.Own[name]; own != nil {
		return own
	}
	return d.Calendars[name]
}

// Sealed lists the contracts of the desk, with their versions, that tickets can
// remember.
func (d *Desk) Sealed() []*Contract {
	var all []*Contract
	for _, name := range slices.Sorted(maps.Keys(d.Contracts)) {
		c := d.Contracts[name]
		for _, v := range append([]*Contract{c}, c.Versions...) {
			if v.Digest != "" {
				all = append(all, v)
			}
		}
	}
	return all
}

// Keeping returns the desk with what earlier contracts promised, by their digests.
func (d *Desk) Keeping(kept map[string]Terms) *Desk {
	c := *d
	c.Kept = kept
	return &c
}

// InForce returns the version of a project's contract that desk.yaml has for a
// ticket. What is promised for it says [Desk.ContractFor].
func (d *Desk) InForce(p *Project, t *Ticket) *Contract {
	return d.Contracts[p.Contract].At(t.OpenedAt)
}

// ContractFor returns the contract by which a ticket is counted: the version under
// which it was opened, as desk.yaml has it or, if the contract says keep, as it was.
func (d *Desk) ContractFor(p *Project, t *Ticket) *Contract {
	c := d.InForce(p, t)
	if c == nil || c.OnContractChange != ContractKeep || t.Contract == "" || t.Contract == c.Digest {
		return c
	}
	if kept, ok := d.Kept[t.Contract]; ok {
		return kept.Contract
	}
	return c
}

// calendarText is a calendar as it is stored.
type calendarText struct {
	Name      string
	Always    bool
	Zone      string
	Hours     map[time.Weekday][]Window
	Day       time.Duration
	Holidays  string
	DaysOff   []Date
	WorkDays  []Date
	ShortDays []shortDay
}

type shortDay struct {
	Day Date
	By  time.Duration
}

// MarshalJSON writes the zone by its name, and short days in their order.
func (c *Calendar) MarshalJSON() ([]byte, error) {
	t := calendarText{c.Name, c.Always, "", c.Hours, c.Day, c.Holidays, c.DaysOff, c.WorkDays, nil}
	if c.TimeZone != nil {
		t.Zone = c.TimeZone.String()
	}
	for _, day := range slices.SortedFunc(maps.Keys(c.ShortDays), Date.Compare) {
		t.ShortDays = append(t.ShortDays, shortDay{day, c.ShortDays[day]})
	}
	return json.Marshal(t)
}

// UnmarshalJSON reads what MarshalJSON wrote. A zone that is not known any more is
// an error.
func (c *Calendar) UnmarshalJSON(raw []byte) error {
	var t calendarText
	if err := json.Unmarshal(raw, &t); err != nil {
		return err
	}
	var zone *time.Location
	if t.Zone != "" {
		var err error
		if zone, err = time.LoadLocation(t.Zone); err != nil {
			return err
		}
	}
	*c = Calendar{t.Name, t.Always, zone, t.Hours, t.Day, t.Holidays, t.DaysOff, t.WorkDays, map[Date]time.Duration{}}
	for _, s := range t.ShortDays {
		c.ShortDays[s.Day] = s.By
	}
	return nil
}

// Compare orders days.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}
