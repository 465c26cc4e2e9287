package private

import "context"

// Internals of the package for its tests.

// PickFrom chooses among the installations found in dirs.
func PickFrom(ctx context.Context, dirs []string, data string) error {
	_, err := pick(installed(ctx, dirs), data)
	return err
}

// InstallLineOn is InstallLine on a described system.
func InstallLineOn(service, goos, osRelease string, root bool) string {
	return installLine(service, goos, osRelease, root)
}

// AsOwner returns the user that the data belongs to, for a test that runs as root and has to act as that user.
func AsOwner(data string) (uid, gid uint32, err error) {
	u, err := ownerOf(data)
	return u.uid, u.gid, err
}

// Programs returns the folder of the installation that fits the data.
func Programs(ctx context.Context, data string) (string, error) {
	i, err := choose(ctx, data)
	return i.bin, err
}
