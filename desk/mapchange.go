package desk

// A MapChange is one thing that differs between two versions of a tech map.
type MapChange struct {
	Of    MapPart   `json:"of,omitempty"`
	Name  string    `json:"entry,omitempty"` // its key in the file
	Title Wording   `json:"title,omitempty"` // of a component; of a risk, what may go wrong
	Is    Existence `json:"is,omitempty"`
	Field MapField  `json:"field,omitempty"` // what differs, if it is in both
	Was   string    `json:"was,omitempty"`   // of a version, a day or a priority
	Now   string    `json:"now,omitempty"`
	// Internal is of a risk that the shop does not see.
	Internal bool `json:"internal,omitempty"`
}

// An Existence says that something is only in one of two desks or maps.
type Existence string

// What is only in one of two.
const (
	Added   Existence = "added"
	Removed Existence = "removed"
)

// A MapPart is a kind of entry of a tech map; "" is the map itself.
type MapPart string

// The parts.
const (
	MapComponent MapPart = "component"
	MapHostPart  MapPart = "host"
	MapRisk      MapPart = "risk"
)

// A MapField is what may differ about a part of a tech map. People and contacts are
// named as a field, without their values.
type MapField string

// The fields.
const (
	MapVersionField MapField = "version"
	MapSupport      MapField = "support" // until when its maker supports it
	MapUses         MapField = "uses"    // what it needs
	MapPriority     MapField = "priority"
	MapDue          MapField = "due"
	MapAudit        MapField = "audit" // when the map was compared with the site
	MapOther        MapField = "details"
)
