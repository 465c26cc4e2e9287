package deskfile

import (
	"fmt"
	"regexp"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// probe is a check of an address, as written in the file.
type probe struct {
	url         at[string]
	every       at[time.Duration]
	status      at[int]
	says        at[string]
	within      at[time.Duration]
	failures    at[int]
	severity    at[string]
	certificate at[int]
	domain      at[desk.Date]
	registered  at[string]
	domainDays  at[int]
}

var probeKind = keys.Mapping("this probe",
	keys.Key("url", "What is called, by GET.", addressKind, func(p *probe) *at[string] { return &p.url }).Needed("url: https://shop.example.com/cart"),
	keys.Key("every", "How often.", lengthKind, func(p *probe) *at[time.Duration] { return &p.every }).Default("`1m`"),
	keys.Key("status", "The HTTP status that is expected.", keys.Number(100, 599), func(p *probe) *at[int] { return &p.status }).Default("any from 200 to 299"),
	keys.Key("says", "Words that the page has to contain.", keys.Text(), func(p *probe) *at[string] { return &p.says }).Default("any page"),
	keys.Key("within", "How long it may take to answer, 15s at most.", lengthKind, func(p *probe) *at[time.Duration] { return &p.within }).Default("`10s`"),
	keys.Key("failures", "How many failures in a row are an alert.", keys.Number(1, 20), func(p *probe) *at[int] { return &p.failures }).Default("`3`"),
	keys.Key("severity", "The severity of that alert; `severities` makes a priority of it.", keys.Text(), func(p *probe) *at[string] { return &p.severity }).Default("`down`"),
	keys.Key("certificate_days", "How many days before its end the certificate is an alert.", keys.Number(1, 90), func(p *probe) *at[int] { return &p.certificate }).Default("`14`"),
	keys.Key("domain_until", "The day on which the domain's registration ends.", dateKind, func(p *probe) *at[desk.Date] { return &p.domain }).Default("nobody looks"),
	keys.Key("domain", "The domain whose registry is asked once a day, by RDAP, when its registration ends. Registries of some countries have no RDAP, such as .ru: use `domain_until`.",
		domainKind, func(p *probe) *at[string] { return &p.registered }).Default("no registry is asked"),
	keys.Key("domain_days", "How many days before it that is an alert.", keys.Number(1, 90), func(p *probe) *at[int] { return &p.domainDays }).Default("`30`"),
)

// domainKind is a domain in letters of ASCII.
var domainKind = keys.Word(keys.Pattern(domainPattern.String()), func(s string) (string, error) {
	if !domainPattern.MatchString(s) {
		return "", keys.Wrong(fmt.Sprintf("%q is no domain", s), "write one such as shop.example.com; in other alphabets as xn--…")
	}
	return s, nil
}).Says("domain")

var domainPattern = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$`)

// mostWithin is how long a check may take: all of a project's are over before
// another replica takes them.
const mostWithin = 15 * time.Second

func (r *reader) buildProbes(all dict[probe], zone *time.Location) map[string]desk.Probe {
	var built map[string]desk.Probe
	for _, e := range all {
		p := e.V
		if p.every.OK && p.every.V < 30*time.Second {
			r.Mistake(p.every.Pos, "the address is called more often than every 30 seconds", "write 30s or more")
		}
		if p.within.OK && (p.within.V > mostWithin || p.within.V <= 0) {
			r.Mistake(p.within.Pos, "the address has longer than 15 seconds, or no time", "write 15s or less")
		}
		one := desk.Probe{
			URL: p.url.V, Every: p.every.Or(desk.UsualProbeEvery), Status: p.status.V, Says: p.says.V, Within: p.within.Or(desk.UsualProbeWithin),
			Failures: p.failures.Or(desk.UsualProbeFailures), Severity: p.severity.Or("down"),
			CertificateDays: p.certificate.Or(desk.UsualProbeCertificateDays), DomainDays: p.domainDays.Or(desk.UsualProbeDomainDays),
		}
		if p.domain.OK && p.registered.OK {
			r.Mistake(p.registered.Pos, "the end of the domain is written in domain_until, too", "keep one of them")
		}
		one.Domain = p.registered.V
		if p.domain.OK {
			one.DomainUntil = p.domain.V.In(zone)
		}
		if built == nil {
			built = map[string]desk.Probe{}
		}
		built[e.Key] = one
	}
	return built
}
