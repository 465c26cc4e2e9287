package app

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/storage"
)

// Metrics are the desk's metrics. Labels are words of the desk, never a
// person's, a chat's or a text's.
type Metrics struct {
	registry *prometheus.Registry
	updates  *prometheus.CounterVec
	lateness prometheus.Histogram
	sends    *prometheus.CounterVec
	sendLag  *prometheus.HistogramVec
	errors   *prometheus.CounterVec
	acts     *prometheus.CounterVec
	runs     *prometheus.CounterVec
	overdue  prometheus.Gauge
	beats    *prometheus.CounterVec
}

func newMetrics(s *Services) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		updates: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vakhta_updates_total", Help: "Updates that came in, by platform, kind and what became of them.",
		}, []string{"platform", "kind", "result"}),
		lateness: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "vakhta_alarm_lateness_seconds", Help: "From when an alarm was due to when it was acted on.",
			Buckets: []float64{.001, .0025, .005, .01, .02, .05, .1, .25, .5, 1, 5, 30, 120, 600},
		}),
		sends: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vakhta_sends_total", Help: "Attempts to send, by platform, class and result.",
		}, []string{"platform", "class", "result"}),
		sendLag: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vakhta_send_lag_seconds", Help: "From when a notice was due to when it was sent, by class.",
			Buckets: []float64{.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15, 60, 300},
		}, []string{"class"}),
		errors: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vakhta_errors_total", Help: "Warnings and errors that were logged, by kind: what was being done.",
		}, []string{"level", "kind"}),
		acts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vakhta_acts_total", Help: "What people do, by act, by how they asked for it and by what it came to: done, refused or failed.",
		}, []string{"act", "way", "result"}),
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vakhta_routine_runs_total", Help: "Runs of what is due without a ticket, by routine and result: done or failed.",
		}, []string{"routine", "result"}),
	}
	m.overdue, m.beats = newAuditMetrics()
	m.registry.MustRegister(m.overdue, m.beats, m.updates, m.lateness, m.sends, m.sendLag, m.errors, m.acts, m.runs, storeCollector{s},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *Metrics) seen(p desk.Platform) func(kind, result string) {
	return func(kind, result string) { m.updates.WithLabelValues(string(p), kind, result).Inc() }
}

func (m *Metrics) acted(d turn.Doing, result string) {
	m.acts.WithLabelValues(string(d.Act), d.Way, result).Inc()
}

func (m *Metrics) alarmFired(late time.Duration) { m.lateness.Observe(late.Seconds()) }

func (m *Metrics) sent(p desk.Platform, c desk.Class, result string, lag time.Duration) {
	m.sends.WithLabelValues(string(p), c.String(), result).Inc()
	if result == "sent" {
		m.sendLag.WithLabelValues(c.String()).Observe(lag.Seconds())
	}
}

// expect starts a routine's failures at zero, so that the first failure is seen
// as an increase.
func (m *Metrics) expect(routine string) { m.runs.WithLabelValues(routine, "failed") }

// ran counts a run of a routine.
func (m *Metrics) ran(routine string, err error) {
	result := "done"
	if err != nil {
		result = "failed"
	}
	m.runs.WithLabelValues(routine, result).Inc()
}

// A countingHandler counts the warnings and errors in the log by their message,
// which is always a constant. So everything that is logged is counted.
type countingHandler struct {
	slog.Handler
	errors *prometheus.CounterVec
}

// Enabled returns true for every warning: those that are not shown are counted,
// too.
func (h countingHandler) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn || h.Handler.Enabled(ctx, l)
}

// Handle counts a record and passes it on.
func (h countingHandler) Handle(ctx context.Context, r slog.Record) error {
	if r.Level >= slog.LevelWarn {
		h.errors.WithLabelValues(strings.ToLower(r.Level.String()), r.Message).Inc()
	}
	if !h.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs keeps counting.
func (h countingHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return countingHandler{h.Handler.WithAttrs(attrs), h.errors}
}

// WithGroup keeps counting.
func (h countingHandler) WithGroup(name string) slog.Handler {
	return countingHandler{h.Handler.WithGroup(name), h.errors}
}

// storeCollector reads its figures from the store when asked, so that they are
// those of the whole desk and not of one replica.
type storeCollector struct{ s *Services }

var (
	ticketsDesc = prometheus.NewDesc("vakhta_tickets_open", "Open tickets, by state.", []string{"state"}, nil)
	armedDesc   = prometheus.NewDesc("vakhta_alarms_armed", "Alarms that are armed.", nil, nil)
	depthDesc   = prometheus.NewDesc("vakhta_outbox_depth", "Notices that wait to leave, by class.", []string{"class"}, nil)
	ageDesc     = prometheus.NewDesc("vakhta_outbox_oldest_seconds", "How long the oldest notice has waited, by class.", []string{"class"}, nil)
	deadDesc    = prometheus.NewDesc("vakhta_outbox_dead", "Notices that were refused for good.", nil, nil)
	parkedDesc  = prometheus.NewDesc("vakhta_parked_updates", "Updates that could not be understood and are kept.", nil, nil)
)

// Describe lists the metrics.
func (c storeCollector) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{ticketsDesc, armedDesc, depthDesc, ageDesc, deadDesc, parkedDesc} {
		ch <- d
	}
}

// collectWithin is how long a scrape waits for the store.
const collectWithin = 2 * time.Second

// Collect reads the figures; they are missing while the store is away. None is
// left out for being zero: an alert on a metric that comes and goes would never
// end.
func (c storeCollector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), collectWithin)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	if depths, err := c.s.Store.Depths(ctx, time.Now()); err == nil {
		waiting := map[desk.Class]storage.Depth{}
		for _, d := range depths {
			waiting[d.Class] = d
		}
		for _, class := range desk.Classes() {
			gauge(depthDesc, float64(waiting[class].Queued), class.String())
			gauge(ageDesc, waiting[class].Oldest.Seconds(), class.String())
		}
	}
	if n, err := c.s.Store.DeadLetters(ctx); err == nil {
		gauge(deadDesc, float64(n))
	}
	if n, err := c.s.Store.Parked(ctx); err == nil {
		gauge(parkedDesc, float64(n))
	}
	if living, err := c.s.Store.Living(ctx); err == nil {
		gauge(armedDesc, float64(living.Armed))
		for _, state := range desk.States() {
			if state.Open() {
				gauge(ticketsDesc, float64(living.Open[state]), string(state))
			}
		}
	}
}
