package fetch

import (
	"fmt"
	"strings"

	"shelfwise/market"
)

// Identity is how the collector introduces itself to site owners.
type Identity struct {
	// Product is name and version ("Shelfwise/1.2"); "" is Token and "dev". The name is what robots.txt groups may
	// call us by.
	Product string
	// Contact is a URL or mail address where a site owner reaches the person who runs the collector.
	Contact string
	// Anonymous says that running without a contact is meant; otherwise an empty Contact is an error.
	Anonymous bool
}

// Token is the product's name, which robots.txt groups may call it by.
const Token = "Shelfwise"

func (i Identity) product() string {
	if i.Product == "" {
		return Token + "/dev"
	}
	return i.Product
}

// Token returns the product token that robots.txt is read for.
func (i Identity) Token() string {
	name, _, _ := strings.Cut(i.product(), "/")
	return name
}

// UserAgent returns "Shelfwise/1.2 (+https://contact)". Without a contact it is an error that is market.ErrInvalid,
// unless Anonymous is set.
func (i Identity) UserAgent() (string, error) {
	product, contact := i.product(), strings.TrimSpace(i.Contact)
	bad := func(r rune) bool { return r < ' ' || r > '~' || r == '(' || r == ')' }
	if strings.ContainsFunc(product, bad) || strings.ContainsFunc(contact, bad) {
		return "", fmt.Errorf("user agent %q, contact %q: plain ASCII without brackets is needed: %w", product, contact, market.ErrInvalid)
	}
	switch {
	case contact != "" && !strings.Contains(contact, "://") && !strings.Contains(contact, "@"):
		return "", fmt.Errorf("contact %q is neither a URL nor a mail address: %w", contact, market.ErrInvalid)
	case contact != "":
		return fmt.Sprintf("%s (+%s)", product, contact), nil
	case i.Anonymous:
		return product, nil
	}
	return "", fmt.Errorf("no contact is set: site owners must be able to reach whoever collects from them; "+
		"set a URL or mail address, or say that none is meant: %w", market.ErrInvalid)
}
