package softmax

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// magic begins a model file; the digit is the version of the format.
const magic = "VKHTMDL3"

// The file format: magic, length of the settings, the settings as JSON, bias,
// number of rows, and rows of a key, a scale and a byte for each weight; then
// the number of seam weights, their scale, and a key and a byte each.
const (
	rowBytes  = 4 + 4 + Width
	seamBytes = 4 + 1
)

// Encode writes the model as a file. Weights lose precision, so a model should
// be evaluated after a round trip through Decode.
func (m *Model) Encode() ([]byte, error) {
	settings, err := json.Marshal(m.Settings)
	if err != nil {
		return nil, fmt.Errorf("encode settings: %w", err)
	}
	var b bytes.Buffer
	b.WriteString(magic)
	le := binary.LittleEndian
	b.Write(le.AppendUint32(nil, uint32(len(settings))))
	b.Write(settings)
	for _, w := range m.Bias {
		b.Write(le.AppendUint32(nil, math.Float32bits(w)))
	}
	b.Write(le.AppendUint32(nil, uint32(len(m.keys))))
	for i, k := range m.keys {
		b.Write(le.AppendUint32(nil, k))
		scale := scaleOf(m.rows[i])
		b.Write(le.AppendUint32(nil, math.Float32bits(scale)))
		for _, w := range m.rows[i] {
			var q int8
			if scale > 0 {
				q = int8(math.RoundToEven(float64(w / scale)))
			}
			b.WriteByte(byte(q))
		}
	}
	m.encodeSeams(&b)
	return b.Bytes(), nil
}

// encodeSeams writes the seam weights in the order of their keys.
func (m *Model) encodeSeams(b *bytes.Buffer) {
	le := binary.LittleEndian
	var top float32
	for _, w := range m.seams {
		top = max(top, w, -w)
	}
	scale := top / math.MaxInt8
	b.Write(le.AppendUint32(nil, uint32(len(m.seams))))
	b.Write(le.AppendUint32(nil, math.Float32bits(scale)))
	for _, k := range slices.Sorted(maps.Keys(m.seams)) {
		b.Write(le.AppendUint32(nil, k))
		b.WriteByte(byte(int8(math.RoundToEven(float64(m.seams[k] / scale)))))
	}
}

// scaleOf returns the weight that one step of a byte stands for.
func scaleOf(r Weights) float32 {
	var top float32
	for _, w := range r {
		top = max(top, w, -w)
	}
	return top / math.MaxInt8
}

// ErrFormat means that bytes are not a model of this version.
var ErrFormat = errors.New("not a model file of this version")

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	le := binary.LittleEndian
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, ErrFormat
	}
	n := int(le.Uint32(rest))
	rest = rest[4:]
	if n > len(rest) || len(rest)-n < 4*Width+4 {
		return nil, ErrFormat
	}
	var s Settings
	if err := json.Unmarshal(rest[:n], &s); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	rest = rest[n:]
	var bias Weights
	for i := range bias {
		bias[i] = math.Float32frombits(le.Uint32(rest))
		rest = rest[4:]
	}
	n = int(le.Uint32(rest))
	rest = rest[4:]
	if n > len(rest)/rowBytes {
		return nil, ErrFormat
	}
	keys, rows := make([]uint32, n), make([]Weights, n)
	for i := range n {
		row := rest[i*rowBytes:]
		keys[i] = le.Uint32(row)
		scale := math.Float32frombits(le.Uint32(row[4:]))
		for j := range Width {
			rows[i][j] = float32(int8(row[8+j])) * scale
		}
	}
	seams, err := decodeSeams(rest[n*rowBytes:])
	if err != nil {
		return nil, err
	}
	m := New(s, bias, keys, rows)
	m.SetSeams(seams)
	return m, nil
}

// decodeSeams reads what encodeSeams wrote, to the end of the file.
func decodeSeams(rest []byte) (map[uint32]float32, error) {
	le := binary.LittleEndian
	if len(rest) < 8 {
		return nil, ErrFormat
	}
	n, scale := int(le.Uint32(rest)), math.Float32frombits(le.Uint32(rest[4:]))
	rest = rest[8:]
	if len(rest) != n*seamBytes {
		return nil, ErrFormat
	}
	out := make(map[uint32]float32, n)
	for ; len(rest) > 0; rest = rest[seamBytes:] {
		out[le.Uint32(rest)] = float32(int8(rest[4])) * scale
	}
	return out, nil
}
