package matching_test

import (
	"fmt"
	"runtime/debug"
	"testing"

	"shelfwise/matching"
)

// offers makes n titles of made-up products, in a fixed order, each with a model number.
func offers(n, products int, side string) []matching.Record {
	makes := []string{"Lumera", "Brisa", "Norvik", "Fenwick", "Mirel", "Halden", "Teyo", "Vanto", "Ashby", "Solace"}
	kinds := []string{"wireless earbuds", "desk lamp", "air fryer", "yoga mat", "water bottle", "dash camera", "rice cooker", "bike light", "backpack", "robot vacuum"}
	words := []string{"black", "white", "compact", "portable", "premium", "digital", "steel", "silent", "smart", "foldable", "waterproof", "rechargeable"}
	out := make([]matching.Record, n)
	for i := range out {
		p := i % products
		h := uint64(p+1) * 0x9E3779B97F4A7C15
		title := fmt.Sprintf("%s %s %s %s %c%c%d %d ml", makes[h%10], kinds[h>>8%10], words[h>>16%12], words[(h>>24+uint64(i/products))%12], 'A'+rune(h>>32%26), 'A'+rune(h>>40%26), 100+p, 100+h>>48%900)
		out[i] = matching.Record{ID: fmt.Sprint(side, i), Title: title}
	}
	return out
}

// BenchmarkPairs shows how time and memory grow with the listings: in step with them, not with the product of the sides.
// The largest takes minutes; -bench 'Pairs/left=1000/' leaves it out.
func BenchmarkPairs(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(60)) // as the command does
	for _, size := range [][2]int{{1000, 10_000}, {1000, 100_000}, {1000, 1_000_000}, {10_000, 1_000_000}} {
		b.Run(fmt.Sprintf("left=%d/right=%d", size[0], size[1]), func(b *testing.B) {
			left, right := offers(size[0], size[1], "l"), offers(size[1], size[1], "r")
			b.ReportAllocs()
			for b.Loop() {
				matching.Pairs(left, right, matching.Options{})
			}
		})
	}
}
