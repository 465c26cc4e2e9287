package softmax_test

import (
	"errors"
	"math"
	"os"
	"testing"

	"vakhta/classify/features"
	"vakhta/classify/softmax"
)

func small() *softmax.Model {
	return softmax.New(softmax.Settings{SilentAbove: 0.8, Temperature: map[string]float64{"ru": 1.1}},
		softmax.Weights{0: 0.5}, []uint32{7, 7 + 1024, 99}, []softmax.Weights{{1, -1}, {0, 2}, {8: 3}})
}

func TestAScoreIsTheSumOfTheRowsOfKnownFeatures(t *testing.T) {
	got, known := small().Score([]features.Feature{{Key: 7, Value: 2}, {Key: 99, Value: 1}, {Key: 12345, Value: 9}})
	if want := (softmax.Weights{0: 2.5, 1: -2, 8: 3}); got != want || known != 2 {
		t.Errorf("Score = %v of %d known; want %v of 2", got, known, want)
	}
}

func TestChancesSumToOneAndATemperatureEvensThem(t *testing.T) {
	cold, warm := softmax.Chances([]float32{3, 1, 0}, 1), softmax.Chances([]float32{3, 1, 0}, 3)
	if sum := cold[0] + cold[1] + cold[2]; math.Abs(sum-1) > 1e-9 || cold[0] <= warm[0] || warm[0] <= warm[1] {
		t.Errorf("Chances = %v, and %v when warm", cold, warm)
	}
}

func TestAModelComesBackFromItsFile(t *testing.T) {
	file, err := small().Encode()
	if err != nil {
		t.Fatal(err)
	}
	m, err := softmax.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := m.Score([]features.Feature{{Key: 7 + 1024, Value: 1}})
	if math.Abs(float64(got[1]-2)) > 0.02 || m.Settings.SilentAbove != 0.8 || m.Len() != 3 {
		t.Errorf("decoded: score %v, settings %+v, %d rows", got, m.Settings, m.Len())
	}
}

func TestADamagedFileIsRefused(t *testing.T) {
	file, err := small().Encode()
	if err != nil {
		t.Fatal(err)
	}
	for n := range file {
		if _, err := softmax.Decode(file[:n]); !errors.Is(err, softmax.ErrFormat) {
			t.Fatalf("Decode of the first %d bytes of %d = %v; want ErrFormat", n, len(file), err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	file, err := small().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Fuzz(func(_ *testing.T, b []byte) { _, _ = softmax.Decode(b) })
}

func BenchmarkDecode(b *testing.B) {
	file, err := os.ReadFile("../model.bin")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(file)), "bytes")
	for b.Loop() {
		if _, err := softmax.Decode(file); err != nil {
			b.Fatal(err)
		}
	}
}
