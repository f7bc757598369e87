package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// PrivateAddressError says that a name or URL leads to an address that is not on the public internet.
type PrivateAddressError struct {
	Address string // ip:port that would have been dialled
	Why     string // loopback, private, link-local, …
}

// Error names the address and the kind of network.
func (e *PrivateAddressError) Error() string {
	return fmt.Sprintf("address %s is refused: %s", e.Address, e.Why)
}

// Guard refuses connections to addresses that are not public. It looks at the address that is about to be dialled, after
// name resolution, so that neither a redirect nor a name that resolves differently the second time gets past it.
type Guard struct {
	allowed map[string]bool
}

// NewGuard returns a guard that lets the named host:port pairs through, whatever their address: the bundled shops on
// loopback. The pair must stand in the URL; a foreign name that resolves to it is refused.
func NewGuard(allowed ...string) *Guard {
	g := &Guard{allowed: map[string]bool{}}
	for _, a := range allowed {
		g.allowed[strings.ToLower(a)] = true
	}
	return g
}

// DialContext connects to addr unless the guard refuses the resolved address; the error is then a
// *PrivateAddressError.
func (g *Guard) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	d := net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	if !g.allowed[strings.ToLower(addr)] {
		d.Control = control
	}
	return d.DialContext(ctx, network, addr)
}

// control is called with each resolved address just before the connection is made.
func control(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &PrivateAddressError{Address: address, Why: "not an address"}
	}
	if why := private(ap.Addr()); why != "" {
		return &PrivateAddressError{Address: address, Why: why}
	}
	return nil
}

// reserved are the blocks of the IANA special-purpose registries (RFC 6890 and its updates) that netip's own
// questions do not cover.
var reserved = []struct {
	prefix netip.Prefix
	why    string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "carrier-grade NAT"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},
	{netip.MustParsePrefix("2001::/23"), "protocol assignments"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},
	{netip.MustParsePrefix("2002::/16"), "6to4"},
	{netip.MustParsePrefix("3fff::/20"), "documentation"},
}

// private says why an address is not a public one; "" for a public one.
func private(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	switch {
	case a.IsLoopback():
		return "loopback"
	case a.IsUnspecified():
		return "unspecified"
	case a.IsPrivate():
		return "private network"
	case a.IsLinkLocalUnicast():
		return "link-local" // with it the clouds' metadata address 169.254.169.254
	case a.IsMulticast():
		return "multicast"
	}
	for _, r := range reserved {
		if r.prefix.Contains(a) {
			return r.why
		}
	}
	if a.Is6() && !netip.MustParsePrefix("2000::/3").Contains(a) {
		return nat64(a)
	}
	return ""
}

// nat64 lets the well-known NAT64 prefix (RFC 6052) through where it stands for a public IPv4 address; every other
// address outside 2000::/3 is not global unicast.
func nat64(a netip.Addr) string {
	if !netip.MustParsePrefix("64:ff9b::/96").Contains(a) {
		return "not global unicast"
	}
	b := a.As16()
	return private(netip.AddrFrom4([4]byte(b[12:])))
}

func isTLS(err error) bool {
	var (
		verify  *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
	)
	var alert tls.AlertError
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "remote error" || op.Op == "local error") {
		return true // crypto/tls wraps the alerts of either side so
	}
	return errors.As(err, &alert) || errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &unknown) || errors.As(err, &name)
}
