//go:build !linux

package private

import "syscall"

// diesWithUs can't be had here: the orphan is stopped by the next start.
func diesWithUs(a *syscall.SysProcAttr) *syscall.SysProcAttr { return a }
