package private_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/storage/private"
)

func TestWithoutProgramsTheErrorSaysHowToInstallThem(t *testing.T) {
	t.Parallel()
	err := private.PickFrom(t.Context(), []string{t.TempDir(), "/does/not/exist"}, filepath.Join(t.TempDir(), "postgres"))
	if !errors.Is(err, private.ErrNoBinaries) || !strings.Contains(err.Error(), private.InstallLine("postgresql")) {
		t.Errorf("error = %v, want ErrNoBinaries with %q", err, private.InstallLine("postgresql"))
	}
}

func TestAFolderWithoutInitdbDoesNotCount(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	script := "#!/bin/sh\necho 'postgres (PostgreSQL) 16.1'\n"
	for _, program := range []string{"postgres", "pg_ctl"} {
		if err := os.WriteFile(filepath.Join(dir, program), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	none := filepath.Join(t.TempDir(), "postgres")
	if err := private.PickFrom(t.Context(), []string{dir}, none); !errors.Is(err, private.ErrNoBinaries) {
		t.Errorf("without initdb: %v, want ErrNoBinaries", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "initdb"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := private.PickFrom(t.Context(), []string{dir}, none); err != nil {
		t.Errorf("with all three: %v", err)
	}
}

func TestDataOfAnotherMajorVersionIsRefusedAndUntouched(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	data := filepath.Join(dir, "postgres")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(data, 65534, 65534); err != nil && os.Geteuid() == 0 {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := private.Start(t.Context(), private.Config{Dir: dir})
	if !errors.Is(err, private.ErrOtherVersion) || !strings.Contains(err.Error(), "PostgreSQL 9") {
		t.Errorf("error = %v, want ErrOtherVersion naming 9", err)
	}
	left, err := os.ReadDir(data)
	if err != nil || len(left) != 1 {
		t.Errorf("the data folder holds %v (%v), want PG_VERSION alone", left, err)
	}
}

func TestAStrangeFolderInTheDatasPlaceIsRefused(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "postgres")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	err := private.PickFrom(t.Context(), nil, data)
	if err == nil || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("error = %v, want one that asks to move the folder away", err)
	}
}

func TestInstallLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, service, goos, release string
		root                         bool
		want                         string
	}{
		{"Debian as root", "postgresql", "linux", "ID=debian\n", true, "apt-get install -y postgresql"},
		{"Mint says it is like Ubuntu", "redis", "linux", "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", false, "sudo apt-get install -y redis-server"},
		{"Fedora", "postgresql", "linux", "NAME=x\nID=fedora\n", false, "sudo dnf install -y postgresql-server"},
		{"Rocky is like RHEL", "redis", "linux", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", true, "dnf install -y redis"},
		{"Alpine", "postgresql", "linux", "ID=alpine\n", true, "apk add postgresql"},
		{"macOS never wants sudo", "postgresql", "darwin", "", false, "brew install postgresql"},
		{"a system we do not know", "redis", "linux", "ID=plan9\n", false, "install redis with the system's package manager"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := private.InstallLineOn(c.service, c.goos, c.release, c.root); got != c.want {
				t.Errorf("install line for %s = %q, want %q", c.service, got, c.want)
			}
		})
	}
}
