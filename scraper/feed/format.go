package feed

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// Format is the kind of a file or feed.
type Format string

// The formats.
const (
	CSV         Format = "csv" // comma, semicolon, tab or bar between the columns
	JSONL       Format = "jsonl"
	XLSX        Format = "xlsx"
	MerchantTSV Format = "merchant_tsv" // Google Merchant Center, text
	MerchantXML Format = "merchant_xml" // Google Merchant Center, RSS or Atom
	Shopify     Format = "shopify"      // products.json
	Woo         Format = "woo"          // WooCommerce Store API, products
)

// headSize is how much of a file Detect is shown, and how much of a table is looked at for its decimal mark.
const headSize = 64 << 10

// Detect tells the format from the first bytes of a file, helped by its name where the bytes say little.
// What looks like nothing else is CSV.
func Detect(name string, head []byte) Format {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return XLSX
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(decodeHead(head), []byte(utf8BOM)), " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("<")):
		return MerchantXML
	case bytes.HasPrefix(text, []byte("{")), bytes.HasPrefix(text, []byte("[")):
		return detectJSON(text)
	case len(text) == 0:
		return byName(name)
	}
	return detectTable(text)
}

func byName(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm":
		return XLSX
	case ".xml", ".rss", ".atom":
		return MerchantXML
	case ".jsonl", ".ndjson", ".json":
		return JSONL
	}
	return CSV
}

func detectJSON(text []byte) Format {
	has := func(key string) bool { return bytes.Contains(text, []byte(`"`+key+`"`)) }
	switch {
	case has("currency_minor_unit"), has("permalink") && has("prices"):
		return Woo
	case has("variants") && (has("products") || has("handle") || has("vendor")):
		return Shopify
	case bytes.HasPrefix(text, []byte("{")) && has("products") && !has("observed_at"):
		return Shopify // a page beyond the last one has an empty list
	}
	return JSONL
}

// detectTable tells Google's columns from ours: a merchant feed names the address "link", ours "url".
func detectTable(text []byte) Format {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	names := headerNames(string(line))
	has := func(name string) bool { return slices.Contains(names, name) }
	if has("id") && has("link") && !has("url") && (has("price") || has("availability")) {
		return MerchantTSV
	}
	return CSV
}
