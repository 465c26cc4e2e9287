//go:build !linux

package private

import "syscall"

// diesWithUs does nothing here; the next start stops the orphan.
func diesWithUs(a *syscall.SysProcAttr) *syscall.SysProcAttr { return a }
