package files_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"vakhta/files"
	"vakhta/internal/testclamd"
)

func TestTheScannerTellsWhatItFound(t *testing.T) {
	server := testclamd.Start(t)
	scanner, err := files.OpenClamd(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if err := scanner.Ping(t.Context()); err != nil {
		t.Errorf("ping: %v", err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":            {nil, nil},
		"a letter":           {[]byte("x"), nil},
		"several chunks":     {bytes.Repeat([]byte("clean "), 100_000), nil},
		"the test file":      {[]byte(testclamd.Eicar), files.ErrInfected},
		"across two chunks":  {append(bytes.Repeat([]byte("x"), 64<<10-20), testclamd.Eicar...), files.ErrInfected},
		"more than it takes": {make([]byte, testclamd.MaxStream+1), files.ErrUnchecked},
	} {
		if err := scanner.Scan(t.Context(), bytes.NewReader(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	server.Stop()
	if err := scanner.Scan(t.Context(), strings.NewReader("x")); !errors.Is(err, files.ErrUnchecked) {
		t.Errorf("without a server: %v", err)
	}
}

func TestAScannerIsWrittenAsASocket(t *testing.T) {
	for address, ok := range map[string]bool{
		"": true, "unix:///run/clamav/clamd.ctl": true, "tcp://clamav:3310": true, "tcp://[::1]:3310": true,
		"/run/clamd.ctl": false, "unix://run/clamd.ctl": false, "tcp://clamav": false, "http://clamav:3310/": false, "tcp://a:1/x": false,
	} {
		if _, err := files.OpenClamd(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}
