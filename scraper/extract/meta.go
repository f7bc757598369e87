package extract

import "strings"

// metaFields says which meta tags hold which field, the most telling first.
var metaFields = [numFields][]string{
	fTitle:        {"og:title", "twitter:title", "title"},
	fURL:          {"og:url"},
	fPrice:        {"product:sale_price:amount", "product:price:amount", "og:price:amount", "og:product:price:amount", "product:price", "twitter:data1:price", "price"},
	fCurrency:     {"product:sale_price:currency", "product:price:currency", "og:price:currency", "og:product:price:currency", "currency", "pricecurrency"},
	fListPrice:    {"product:original_price:amount", "og:price:standard_amount", "product:standard_price:amount"},
	fAvailability: {"product:availability", "og:availability", "availability"},
	fCondition:    {"product:condition", "og:condition"},
	fBrand:        {"product:brand", "og:brand", "og:product:brand", "brand"},
	fSKU:          {"product:retailer_item_id", "product:sku", "og:sku", "product:retailer_part_no", "product:product_id", "og:product:retailer_item_id"},
	fMPN:          {"product:mfr_part_no", "product:mpn"},
	fGTIN:         {"product:ean", "product:upc", "product:gtin", "product:isbn", "og:upc", "og:ean", "og:isbn"},
	fCategory:     {"product:category"},
	fRating:       {"og:rating", "product:rating:value", "product:rating"},
	fRatingScale:  {"og:rating_scale", "product:rating:scale"},
	fRatingCount:  {"og:rating_count", "product:rating:count"},
}

// metaTags reads Open Graph, product: and Twitter card tags.
func metaTags(d *document) []*sighting {
	s := &sighting{by: "meta", node: -1}
	for f, keys := range metaFields {
		for _, k := range keys {
			if v := d.metas[k]; v != "" && (field(f) != fGTIN || validGTIN(v)) {
				s.put(field(f), v, k)
			}
		}
	}
	d.twitterLabels(s)
	if d.title != "" {
		s.put(fTitle, d.title, "title")
	}
	return []*sighting{s}
}

// twitterLabels reads the pairs twitter:label1 = "Price", twitter:data1 = "$20.00".
func (d *document) twitterLabels(s *sighting) {
	for _, n := range []string{"1", "2", "3", "4"} {
		label := strings.ToLower(d.metas["twitter:label"+n])
		data := d.metas["twitter:data"+n]
		for f, words := range map[field]string{fPrice: "price|preis|prix|prezzo|precio|preço|prijs|cena", fBrand: "brand|marke|marque|marca|merk", fAvailability: "availability|verfügbarkeit|disponibilité"} {
			for w := range strings.SplitSeq(words, "|") {
				if strings.HasPrefix(label, w) {
					s.put(f, data, "twitter:data"+n)
				}
			}
		}
	}
}
