package train

import (
	"math"
	"slices"

	"vakhta/classify"
	"vakhta/classify/corpus"
	"vakhta/classify/cues"
	"vakhta/classify/features"
	"vakhta/classify/parts"
	"vakhta/classify/score"
	"vakhta/classify/softmax"
	"vakhta/classify/words"
	"vakhta/desk"
)

// Targets for the settings on the development set. They are a little higher
// than what is promised, because a threshold looks better on the messages that
// it was chosen on.
const (
	surePrecision     = 0.965 // of guesses that are not asked about; 0.95 is promised
	leastSilence      = 0.85  // never silent below
	silencedOf        = 800   // at most one request in so many goes unanswered; 400 is promised
	criticalPrecision = 0.72  // of P1 suggested; 0.70 is promised
	falseSplits       = 0.035 // of messages with one request; 0.05 is promised
)

// A judged message is its scores and its true labels.
type judged struct {
	score softmax.Weights
	idle  bool // its cues allow leaving it unanswered
	truth corpus.Example
}

// calibrate finds the settings of a model on messages it was not fitted to.
func calibrate(m *softmax.Model, reader *features.Extractor, dev map[string][]corpus.Example) error {
	s := &m.Settings
	s.Temperature, s.AskBelow, s.Score = make(map[string]float64), make(map[string]float64), make(map[string]float64)
	of := make(map[string][]judged)
	var all []judged
	for _, lang := range Langs() {
		of[lang] = judge(m, reader, dev[lang])
		s.Temperature[lang] = temperature(of[lang])
		all = append(all, of[lang]...)
	}
	s.SilentAbove = silence(all, s.Temperature)
	s.CriticalAbove = critical(all)
	s.SplitAbove = splitAbove(m, reader, all)
	for _, lang := range Langs() {
		s.AskBelow[lang] = askBelow(of[lang], s.Temperature[lang], s.SilentAbove)
		c, err := classify.New(m)
		if err != nil {
			return err
		}
		s.Score[lang] = score.Measure(c, dev[lang]).MacroF1()
	}
	return nil
}

func judge(m *softmax.Model, reader *features.Extractor, examples []corpus.Example) []judged {
	out := make([]judged, len(examples))
	for i, e := range examples {
		t := words.Read(e.Text)
		fs, found := reader.Read(t)
		sum, _ := m.Score(fs)
		out[i] = judged{sum, cues.Idle(t, found), e}
	}
	return out
}

// mute reports whether a guess of "no request" would be asked about.
func (j judged) mute(t desk.RequestType, sureness, silentAbove float64) bool {
	return t == desk.NoRequest && (!j.idle || sureness < silentAbove)
}

// best returns the most likely type of a message and its probability.
func (j judged) best(temperature float64) (desk.RequestType, float64) {
	chances := softmax.Chances(j.score[:softmax.Types], temperature)
	top := slices.Max(chances)
	return corpus.Types()[slices.Index(chances, top)], top
}

// temperature returns the one with the least log loss.
func temperature(messages []judged) float64 {
	best, least := 1.0, math.Inf(1)
	types := corpus.Types()
	for t := 0.6; t < 4; t += 0.02 {
		var surprise float64
		for _, j := range messages {
			chances := softmax.Chances(j.score[:softmax.Types], t)
			surprise -= math.Log(chances[slices.Index(types, j.truth.Type)] + 1e-9)
		}
		if surprise < least {
			best, least = t, surprise
		}
	}
	return math.Round(best*100) / 100
}

// silence returns the confidence from which "no request" is not asked about.
func silence(messages []judged, temperature map[string]float64) float64 {
	allowed := len(messages) / silencedOf
	var wrong []float64
	for _, j := range messages {
		if t, p := j.best(temperature[j.truth.Lang]); t == desk.NoRequest && j.idle && j.truth.Type != desk.NoRequest {
			wrong = append(wrong, p)
		}
	}
	slices.Sort(wrong)
	if len(wrong) <= allowed {
		return leastSilence
	}
	return max(leastSilence, math.Ceil(wrong[len(wrong)-1-allowed]*100+1)/100)
}

// askBelow returns the lowest confidence above which guesses reach the target
// precision. Guesses of "no request" have their own, higher threshold.
func askBelow(messages []judged, temperature, silentAbove float64) float64 {
	type guess struct {
		sureness float64
		right    bool
	}
	var guesses []guess
	for _, j := range messages {
		t, p := j.best(temperature)
		if j.mute(t, p, silentAbove) {
			continue
		}
		guesses = append(guesses, guess{p, t == j.truth.Type})
	}
	slices.SortFunc(guesses, func(a, b guess) int {
		switch {
		case a.sureness > b.sureness:
			return -1
		case a.sureness < b.sureness:
			return 1
		}
		return 0
	})
	threshold, right := 0.99, 0
	for i, g := range guesses {
		if g.right {
			right++
		}
		if float64(right) >= surePrecision*float64(i+1) {
			threshold = g.sureness
		}
	}
	return math.Ceil(threshold*100) / 100
}

// critical returns the probability from which P1 is suggested: as low as
// precision allows, because a missed P1 costs more than a false one.
func critical(messages []judged) float64 {
	type alarm struct {
		chance float64
		right  bool
	}
	alarms := make([]alarm, 0, len(messages))
	for _, j := range messages {
		alarms = append(alarms, alarm{softmax.Chance(j.score[softmax.Critical]), j.truth.Priority == desk.P1})
	}
	threshold := 0.9
	for t := 0.9; t >= 0.1; t -= 0.01 {
		var right, made float64
		for _, a := range alarms {
			if a.chance >= t {
				made++
				if a.right {
					right++
				}
			}
		}
		if made > 0 && right >= criticalPrecision*made {
			threshold = t
		}
	}
	return math.Round(threshold*100) / 100
}

// Beforehand estimates coverage and precision on messages that no threshold was
// set on: each half of the examples is judged by the threshold of the other
// half.
func Beforehand(m *softmax.Model, examples []corpus.Example) (covered, precision float64, err error) {
	reader, err := features.NewReader()
	if err != nil {
		return 0, 0, err
	}
	var halves [2][]judged
	for i, j := range judge(m, reader, examples) {
		halves[i%2] = append(halves[i%2], j)
	}
	var sure, right float64
	for n, half := range halves {
		heat := temperature(halves[1-n])
		threshold := askBelow(halves[1-n], heat, m.Settings.SilentAbove)
		for _, j := range half {
			t, p := j.best(heat)
			if p < threshold || j.mute(t, p, m.Settings.SilentAbove) {
				continue
			}
			sure++
			if t == j.truth.Type {
				right++
			}
		}
	}
	if sure == 0 {
		return 0, 0, nil
	}
	return sure / float64(len(examples)), right / sure, nil
}

// splitAbove returns the lowest probability at which the messages of the
// development set, which have one request each, are left whole.
func splitAbove(m *softmax.Model, reader *features.Extractor, messages []judged) float64 {
	w := parts.Weigher{Reader: reader, Model: m}
	best := make([]float64, len(messages)) // each message's most likely seam
	for i, j := range messages {
		best[i] = w.Likeliest(j.truth.Text)
	}
	slices.Sort(best)
	return math.Ceil(best[len(best)-1-int(falseSplits*float64(len(best)))]*100+1) / 100
}
