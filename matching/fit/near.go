package main

import (
	"strings"

	"shelfwise/matching"
)

// beside is what is sold beside a product and must not be taken for it.
type beside int

const (
	itself beside = iota
	used
	bundled
	accessory
)

// The words that shops use for what stands beside a product.
const (
	usedWords   = "refurbished,renewed,used,pre-owned,gebraucht,reconditionné,reacondicionado,open box"
	bundleWords = "bundle,bundle with case,starter bundle,+ case kit,+ charger,combo,value pack"
	partWords   = "case,cover,charger,cable,strap,screen protector,carrying case,replacement filter,remote control,holder,battery,adapter,mount"
	sellerWords = "new,brand new,sealed,fast shipping,hot deal,genuine,100% original,free p&p,best price,top seller,l@@k,in stock,uk stock,warranty"
)

// neighbours are a used product, a bundle with it and an accessory for it, each now and then.
func (v inventor) neighbours(p product) []product {
	var out []product
	for _, b := range []beside{used, bundled, accessory, accessory} {
		if !v.chance(v.near) {
			continue
		}
		q := p
		switch q.beside = b; b {
		case used:
			q.extra = v.choose(usedWords)
			q.price *= 0.4 + 0.4*v.Float64()
		case bundled:
			q.extra = v.choose(bundleWords)
			q.price *= 1.1 + 0.3*v.Float64()
		case accessory:
			q.extra, q.code, q.size = v.choose(partWords), "", ""
			q.price *= 0.05 + 0.2*v.Float64()
		case itself:
		}
		out = append(out, q)
	}
	return out
}

// titled puts what a product stands beside into its title; some shops name an accessory before what it serves, some
// after it.
func (v inventor) titled(title string, p product, side int) string {
	switch p.beside {
	case used, bundled:
		if p.beside == used && v.chance(0.3) {
			return p.extra + " " + title
		}
		return title + " " + p.extra
	case accessory:
		if side == 0 || v.chance(0.3) {
			return p.extra + " for " + title
		}
		return title + " " + p.extra
	case itself:
	}
	return title
}

// shouted is a title of a marketplace's seller on side 1: capitals, and praise before and after.
func (v inventor) shouted(r matching.Record, side int) matching.Record {
	if side == 0 || !v.chance(v.loud) {
		return r
	}
	if v.chance(0.4) {
		r.Title = v.choose(sellerWords) + " " + r.Title
	}
	if v.chance(0.6) {
		r.Title += " " + v.choose(sellerWords)
	}
	if v.chance(0.7) {
		r.Title = strings.ToUpper(r.Title)
	}
	return r
}

// shelve gives a record its category and description: some shops' categories are the kind of product, some are wider, and
// two shops call one shelf by two names.
func (v inventor) shelve(r *matching.Record, p product, side int) {
	if v.kinds[side] > 0 {
		if v.chance(v.kinds[side]) {
			r.Category = p.noun
		} else if wide := v.chance(0.5); wide {
			r.Category = v.name
		} else if v.chance(0.5) { // another shelf, or none
			r.Category = v.choose(v.nouns)
		}
	}
	if p.figure != "" && v.chance(0.85) {
		r.Description = p.figure
	}
}
