package scraper

import "shelfwise/scraper/fetch"

// Advice says in one sentence what can be done about pages that ended with an outcome; "" where there is nothing to do.
func Advice(o fetch.Outcome) string {
	switch o {
	case NoListing:
		return "look at the page: if it does show the product, give its places in the profile (shelfwise profile suggest)"
	case NotAsked:
		return "see the outcomes above it; the next run begins anew"
	case fetch.NeedsBrowser:
		return "set browser: true in the profile, in a build with -tags browser; a feed or products.json needs none"
	case fetch.NotHTML:
		return "the address leads to no page: exclude it (product_links.exclude), or give the profile the kind of the feed that it is"
	case fetch.BadContent:
		return "look at what the address gives; the profile's kind may be another"
	}
	if s := adviceOfSite(o); s != "" {
		return s
	}
	return adviceOfWay(o)
}

// adviceOfSite is for what a site answers, or asks for.
func adviceOfSite(o fetch.Outcome) string {
	const refused = "nothing is done to get around it: ask the site's owner, or take its prices from a feed or a CSV export"
	switch o {
	case fetch.RobotsDisallowed:
		return "the site's robots.txt does not want this path read: leave it out of the profile, or ask the site's owner"
	case fetch.RobotsUnreachable:
		return "without its robots.txt nothing is asked of a site; it is asked for again in five minutes"
	case fetch.NotFound, fetch.SoftNotFound:
		return "the product is gone, or its address changed: its last price is kept and grows older"
	case fetch.RateLimited:
		return "the site wants fewer requests: raise pace in the profile, or collect less often (every)"
	case fetch.Blocked, fetch.Captcha:
		return refused
	case fetch.LoginWall:
		return "prices behind a login are not collected; " + refused
	case fetch.ConsentWall:
		return "the page shows nothing until someone agrees to something, which no program may do for you; " + refused
	case fetch.GeoBlocked:
		return "the site does not serve the country this machine is in: collect from a machine there, or take a feed"
	case fetch.Empty:
		return "the site sent nothing to read; where it stays so, set browser: true or take a feed"
	case fetch.ServerError, fetch.ClientError:
		return "the site's own mistake; the page is asked for again in the next run"
	}
	return ""
}

// adviceOfWay is for what happened on the way to a site.
func adviceOfWay(o fetch.Outcome) string {
	switch o {
	case fetch.DNS:
		return "the host's name is not known: check its spelling in the profile, and this machine's name server"
	case fetch.TLS:
		return "the site's certificate cannot be trusted (the reason names why); the site's owner has to renew it, or the host in the profile is the wrong one"
	case fetch.Timeout:
		return "the site is slow or drops what it does not like: raise pace, and try at another hour"
	case fetch.Unreachable, fetch.Truncated:
		return "the site does not answer, or hangs up: see whether it opens in a browser on this machine"
	case fetch.TooLarge:
		return "the page is larger than any product page: exclude its address, or take a smaller part of the feed"
	case fetch.BadEncoding:
		return "the site's compression is broken; its owner has to mend it"
	case fetch.RedirectLoop:
		return "the site sends the request in a circle, often for want of a cookie; use the address that a browser ends at"
	case fetch.CrossHost:
		return "if the other host is the source's own, name it under hosts in the profile"
	case fetch.ThirdParty:
		return "where pages lack something because of it, name the host under browser_hosts in the profile"
	case fetch.PrivateAddress:
		return "addresses of private networks are never asked; a shop on this machine is allowed by --allow-loopback"
	case fetch.BadURL:
		return "correct the address in the profile"
	case fetch.NotArchived:
		return "the archive has no such page: collect it first"
	}
	return ""
}
