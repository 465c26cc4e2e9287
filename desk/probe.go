package desk

import "time"

// A Probe is a check of an address of the shop, as the shop's customers call it.
type Probe struct {
	URL      string
	Every    time.Duration
	Status   int           // that is expected; 0: any from 200 to 299
	Says     string        // words that the page has to contain; "": none
	Within   time.Duration // in which it has to answer
	Failures int           // how many in a row are an alert
	Severity string        // of that alert
	// CertificateDays is how many days before the certificate's end it is an
	// alert.
	CertificateDays int
	// DomainUntil is when the domain's registration ends; zero: nobody looks. It
	// is an alert DomainDays before.
	DomainUntil time.Time
	// Domain is the one whose registry is asked when it ends, if DomainUntil is zero;
	// "": none is.
	Domain     string
	DomainDays int
}

// What Probes do unless desk.yaml says otherwise.
const (
	UsualProbeEvery           = time.Minute
	UsualProbeWithin          = 10 * time.Second
	UsualProbeFailures        = 3
	UsualProbeCertificateDays = 14
	UsualProbeDomainDays      = 30
)

// A ProbeFault is what is wrong with an address.
type ProbeFault string

// The faults.
const (
	ProbeNoAnswer    ProbeFault = "no_answer"
	ProbeStatus      ProbeFault = "status"
	ProbeWords       ProbeFault = "words"
	ProbeSlow        ProbeFault = "slow"
	ProbeCertificate ProbeFault = "certificate" // it is not valid
	ProbeRedirect    ProbeFault = "redirect"    // to where the desk does not go
)

// A Probing is what one check has found.
type Probing struct {
	Fault  ProbeFault // "": all is well
	Status int
	Took   time.Duration
	// DomainUntil is what the domain's registry says; zero: it was not asked, or
	// does not say.
	DomainUntil time.Time
	Expires     time.Time // the certificate; zero: there is none, or it was not seen
}
