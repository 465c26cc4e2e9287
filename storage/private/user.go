package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	osuser "os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// user is the user that the server runs as. The zero value is the process's own.
type user struct {
	name     string
	uid, gid uint32
}

// unprivileged returns the user for the server, because PostgreSQL refuses to run as root. Existing data keeps its
// owner; new data goes to the user that the distribution made for PostgreSQL, or to nobody.
func unprivileged(dir, data string) (user, error) {
	if os.Geteuid() != 0 {
		return user{}, nil
	}
	as, err := ownerOf(data)
	if err != nil {
		return user{}, err
	}
	return as, as.reaches(dir)
}

func ownerOf(data string) (user, error) {
	info, err := os.Stat(data)
	if err == nil {
		if uid, gid := owner(info); uid != 0 {
			return user{name: "user " + strconv.Itoa(int(uid)), uid: uid, gid: gid}, nil
		}
		return user{}, fmt.Errorf("%s belongs to root, as whom PostgreSQL refuses to run; "+
			"give it to an unprivileged user with chown -R", data)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return user{}, err
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := osuser.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(errUID, errGID); err != nil {
			return user{}, err
		}
		return user{name: name, uid: uint32(uid), gid: uint32(gid)}, nil
	}
	return user{}, errors.New("we are root, PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody")
}

// reaches checks every folder of the path, because PostgreSQL would name only the last one.
func (u user) reaches(dir string) error {
	for at := dir; ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		if err != nil {
			return err
		}
		uid, gid := owner(info)
		mode := info.Mode().Perm()
		if mode&0o001 == 0 && (uid != u.uid || mode&0o100 == 0) && (gid != u.gid || mode&0o010 == 0) {
			return fmt.Errorf("PostgreSQL runs as %s, and %s lets only its owner in; choose another DATA_DIR or chmod o+x it", u.name, at)
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

func owner(info fs.FileInfo) (uid, gid uint32) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Uid, s.Gid
	}
	return 0, 0
}

// attributes makes a process run as the user, without our groups.
func (u user) attributes() *syscall.SysProcAttr {
	if u == (user{}) {
		return &syscall.SysProcAttr{}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: u.uid, Gid: u.gid}}
}

// mkdir makes a folder that only the user may enter.
func (u user) mkdir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return u.take(dir)
}

// take makes the user the owner of one of our folders.
func (u user) take(dir string) error {
	if u == (user{}) {
		return nil
	}
	return os.Chown(dir, int(u.uid), int(u.gid))
}

// socketLimit is the longest folder path that leaves room for a socket's name: 103 bytes on the strictest system,
// less "/.s.PGSQL.5432.lock".
const socketLimit = 103 - len("/.s.PGSQL.5432.lock")

// socketDir returns the folder for the socket and a function that removes it. It is under dir if the path is short
// enough, otherwise under the temporary folder.
func socketDir(dir string, as user) (socket string, remove func() error, err error) {
	kept := func() error { return nil }
	socket = filepath.Join(dir, "socket")
	if len(socket) <= socketLimit {
		return socket, kept, as.mkdir(socket)
	}
	for _, temp := range []string{os.TempDir(), "/tmp"} {
		socket, err = os.MkdirTemp(temp, "vakhta-")
		if err != nil {
			continue
		}
		remove = func() error { return os.RemoveAll(socket) }
		if len(socket) <= socketLimit {
			return socket, remove, as.take(socket)
		}
		err = errors.Join(fmt.Errorf("%s is too long for a socket", socket), remove())
	}
	return "", kept, fmt.Errorf("find a place for the socket: %w", err)
}
