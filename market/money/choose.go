package money

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// choose picks the price among the numbers of a text, or says why it does not.
func choose(p Parsed, s string, figures, money []figure) Parsed {
	var open string
	var plain, list []figure
	dropped := ""
	for _, f := range money {
		switch f.class {
		case KindSaving, KindThreshold, KindShipping, KindInstalment, "percent", "count", "multi_buy", "rating", "measure":
			dropped = f.class
		case KindWas, KindList:
			list = append(list, f)
		default:
			if f.open != "" {
				open = f.open
			}
			plain = append(plain, f)
		}
	}
	if r, ok := rangeOf(s, money); ok {
		return r.into(p)
	}
	plain = narrow(plain)
	switch {
	case len(plain) == 0 && len(list) > 0:
		return onlyList(p, list)
	case len(plain) == 0:
		p.Status, p.Kind = StatusNone, dropped
		p.Reason = "the number is no price: " + strings.ReplaceAll(dropped, "_", " ")
		return p
	case open != "":
		p.Status, p.Reason = StatusAmbiguous, open
		return p
	}
	if len(list) == 0 && len(distinctNumbers(plain)) == 2 {
		if low, high := ends(plain); tied(low, high, figures) {
			p.Status, p.Number, p.List, p.Kind, p.Reason = StatusOK, low, high, KindSale, "the discount shown ties the two prices"
			return p
		}
	}
	return pick(p, plain, list)
}

// tied reports whether a percentage or an amount saved that the text shows is the difference of two prices.
func tied(low, high string, figures []figure) bool {
	l, okL := new(big.Rat).SetString(low)
	h, okH := new(big.Rat).SetString(high)
	if !okL || !okH || h.Sign() <= 0 {
		return false
	}
	off := new(big.Rat).Sub(h, l)
	share, _ := new(big.Rat).Quo(off, h).Float64()
	for i := range figures {
		f := &figures[i]
		switch {
		case f.class == "percent" && len(f.groups) == 1:
			if n, err := strconv.Atoi(f.groups[0]); err == nil && math.Abs(share*100-float64(n)) < 1 {
				return true
			}
		case f.class == KindSaving && f.number != "":
			if n, ok := new(big.Rat).SetString(f.number); ok && n.Cmp(off) == 0 {
				return true
			}
		}
	}
	return false
}

// narrow drops what stands only beside a main price: parenthesised, without tax, per unit.
func narrow(plain []figure) []figure {
	for _, lesser := range []func(figure) bool{
		func(f figure) bool { return f.class == KindExclTax },
		func(f figure) bool { return f.class == KindUnit },
		func(f figure) bool { return f.paren },
	} {
		if !slices.ContainsFunc(plain, lesser) {
			continue
		}
		var kept []figure
		for _, f := range plain {
			if !lesser(f) {
				kept = append(kept, f)
			}
		}
		if len(kept) > 0 {
			plain = kept
		}
	}
	return plain
}

// pick answers for the plain prices left, with the list prices beside them.
func pick(p Parsed, plain, list []figure) Parsed {
	distinct := distinctNumbers(plain)
	chosen := plain[0]
	if len(distinct) > 1 {
		var marked []figure
		for _, f := range plain {
			if f.class == KindSale || f.inclTax {
				marked = append(marked, f)
			}
		}
		if len(distinctNumbers(marked)) != 1 {
			p.Status, p.Reason = StatusAmbiguous, "several prices and nothing that tells them apart"
			p.Low, p.High = ends(plain)
			return p
		}
		chosen = marked[0]
		for _, f := range plain {
			if !f.inclTax && compare(f.number, chosen.number) > 0 {
				list = append(list, f)
			}
		}
	}
	p.Status, p.Number, p.Kind, p.Reason = StatusOK, chosen.number, KindPrice, "the only price"
	for _, f := range list {
		if f.open == "" && compare(f.number, chosen.number) > 0 {
			p.List = f.number
			p.Kind, p.Reason = KindSale, "beside a former or list price"
		}
	}
	switch {
	case chosen.class == KindUnit:
		p.Kind, p.Reason = KindUnit, "a price per unit of measure"
	case chosen.from:
		p.Kind, p.Reason = KindFrom, "the lowest of several"
	case chosen.class == KindSale:
		p.Kind, p.Reason = KindSale, "marked as the present price"
	case chosen.class == KindExclTax:
		p.Reason = "a price without tax"
	}
	return p
}

// onlyList answers where every number is labelled as a former or list price: a regular price may be the price, a
// former one is not.
func onlyList(p Parsed, list []figure) Parsed {
	f := list[0]
	switch {
	case len(distinctNumbers(list)) > 1:
		p.Status, p.Reason = StatusAmbiguous, "several former prices and no present one"
		p.Low, p.High = ends(list)
	case f.class == KindWas && strings.HasSuffix(strings.TrimSpace(f.before), "από"):
		p.Status, p.Number, p.Kind, p.Reason = StatusOK, f.number, KindFrom, "the least price" // "was" only where a present price follows
	case f.class == KindWas:
		p.Status, p.Kind, p.Reason = StatusNone, KindWas, "a former price only"
		p.List = f.number
	case f.open != "":
		p.Status, p.Reason = StatusAmbiguous, f.open
	default:
		p.Status, p.Number, p.Kind, p.Reason = StatusOK, f.number, KindList, "a regular price that stands alone"
	}
	return p
}

func distinctNumbers(fs []figure) []string {
	var out []string
next:
	for _, f := range fs {
		for _, n := range out {
			if compare(n, f.number) == 0 {
				continue next
			}
		}
		out = append(out, f.number)
	}
	return out
}

func ends(fs []figure) (low, high string) {
	for _, f := range fs {
		if f.open != "" {
			continue
		}
		if low == "" || compare(f.number, low) < 0 {
			low = f.number
		}
		if high == "" || compare(f.number, high) > 0 {
			high = f.number
		}
	}
	return low, high
}

type span struct{ low, high figure }

// rangeOf recognises "10 - 20 €" where it is all the money that the text shows.
func rangeOf(s string, money []figure) (span, bool) {
	var fs []figure
	for _, f := range money {
		switch f.class {
		case "percent", "count", KindUnit, KindExclTax, KindThreshold, KindShipping, KindSaving:
		default:
			fs = append(fs, f)
		}
	}
	if len(fs) != 2 || fs[0].open != "" || fs[1].open != "" || fs[0].class == KindWas || fs[0].class == KindList {
		return span{}, false
	}
	gap := s[fs[0].end:fs[1].start]
	for _, f := range fs {
		for _, sym := range []*symbol{f.cur, f.cur2} {
			if sym != nil {
				gap = strings.ReplaceAll(gap, sym.text, "")
			}
		}
	}
	if !rangeJoin(&fs[0], strings.Join(strings.Fields(gap), " ")) || compare(fs[0].number, fs[1].number) >= 0 {
		return span{}, false
	}
	return span{fs[0], fs[1]}, true
}

func (r span) into(p Parsed) Parsed {
	p.Status, p.Low, p.High, p.Number = StatusRange, r.low.number, r.high.number, r.low.number
	p.Kind, p.Reason = KindFrom, "a lowest and a highest price"
	return p
}
