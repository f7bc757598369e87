package scoring

import (
	"slices"
	"strings"

	"shelfwise/market"
)

// Own offers (FEATURES F40) are looked at for the own price and its history only. They are taken out before anything is
// learned from the listings, so that neither demand nor shares, usual prices or ranks move with them.

// ownOffers are the series of our own offers in the base currency.
type ownOffers struct {
	series []market.Series
	at     map[market.ListingID]int
}

func (r *run) ownOffers(own []market.Series) ownOffers {
	out := ownOffers{at: make(map[market.ListingID]int, len(own))}
	out.series, _ = r.exchange.convert(own)
	for i := range own {
		out.at[own[i].Listing.ID] = i
	}
	return out
}

// apartFromOwn splits the series into other sellers' and our own: those whose seller or source one of the candidates
// names as ours. Case and space around a name do not count. The slice given is not changed.
func apartFromOwn(series []market.Series, candidates []market.Candidate) (others, own []market.Series) {
	ours := map[string]bool{}
	for i := range candidates {
		for _, id := range candidates[i].OwnSellerIDs {
			if name := sellerKey(id); name != "" {
				ours[name] = true
			}
		}
	}
	if len(ours) == 0 {
		return series, nil
	}
	mine := func(s market.Series) bool {
		o, ok := s.Latest()
		return ours[sellerKey(s.Listing.Source)] || ok && ours[sellerKey(o.Offer.Seller)]
	}
	others = slices.Clone(series)
	return slices.DeleteFunc(others, func(s market.Series) bool {
		if mine(s) {
			own = append(own, s)
			return true
		}
		return false
	}), own
}

func sellerKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
