//go:build browser

package fetch

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"net"
	"time"
)

// disguise lets the proxy stand between the browser and HTTPS hosts, so that the browser's requests can be seen and
// checked. Its key is made anew for each browser, stays in memory, and is trusted by that one browser process alone. The
// far host's certificate is verified by the proxy as it is without a browser.
type disguise struct {
	config *tls.Config
	pin    string // what the browser is told to trust: the hash of the key, in base64
}

func newDisguise(now time.Time) (*disguise, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "shelfwise browser"},
		NotBefore: now.Add(-24 * time.Hour), NotAfter: now.AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(public)
	return &disguise{
		config: &tls.Config{
			Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12,
			NextProtos: []string{"http/1.1"},
		},
		pin: base64.StdEncoding.EncodeToString(sum[:]),
	}, nil
}

// server speaks TLS on a connection of the browser.
func (d *disguise) server(c net.Conn) net.Conn { return tls.Server(c, d.config) }
