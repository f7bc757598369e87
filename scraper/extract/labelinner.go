package extract

import "strings"

// innerLabel reads a label inside a line: behind a bar or bullet ("Blue | SKU: 123"), or the last words before a colon
// or number sign ("free shipping item no: 4548094738").
func innerLabel(line string) (mask uint32, label, rest string) {
	parts := parted(line)
	if parts == 0 {
		return 0, "", ""
	}
	for k, sep := range lineParts {
		if parts&(1<<k) == 0 {
			continue
		}
		if i := strings.Index(line, sep); i > 0 {
			mask, label, rest = splitLabel(strings.TrimSpace(line[i+len(sep):]))
			if sep == ". " {
				mask &= lineBrand | lineGTIN // a sentence of its own: "Brand: Acme."
				rest = strings.TrimSuffix(rest, ".")
			}
			if mask != 0 {
				return mask, label, rest
			}
		}
	}
	for at, tries := 0, 0; tries < 4 && parts&partsColon != 0; tries++ {
		k := strings.IndexAny(line[at:], ":#：")
		if k < 0 {
			break
		}
		end := at + k
		at = end + width(line[end])
		words := strings.Fields(line[:end])
		for n := min(3, len(words)); n >= 1; n-- {
			label = strings.ToLower(strings.Trim(strings.Join(words[len(words)-n:], " "), " .*()-"))
			if m := lineLabelSet[label] & (lineSKU | lineMPN | lineGTIN); m != 0 && label != "id" && label != "code" {
				return m, label, strings.Trim(line[at:], " :#：")
			}
		}
	}
	return 0, "", ""
}

// lineParts are the marks between the parts of a line that innerLabel looks for, in the order of its looks.
var lineParts = [...]string{" | ", " • ", " · ", ", ", "  ", " / ", "; ", ". "}

// partsColon is the bit of parted for a colon or number sign.
const partsColon = 1 << len(lineParts)

// parted tells which of lineParts a line may have, a bit for each; of those beyond ASCII it knows the first byte.
func parted(line string) int {
	var parts, last uint16
	for i := range len(line) {
		mark := lineMarks[line[i]]
		parts |= mark &^ markSpace
		parts |= mark & last & markSpace
		last = mark
	}
	return int(parts)
}

// markSpace is the bit of parted for two spaces; in lineMarks that of a space.
const markSpace = 1 << 4

// lineMarks has the bit of parted for each byte that begins one of its marks: 0xE2 a bullet, 0xC2 a middle dot, 0xEF a wide
// colon.
var lineMarks = [256]uint16{'|': 1 << 0, 0xE2: 1 << 1, 0xC2: 1 << 2, ',': 1 << 3, ' ': markSpace, '/': 1 << 5, ';': 1 << 6, '.': 1 << 7, ':': partsColon, '#': partsColon, 0xEF: partsColon}

// vagueLabels are labels that a line alone may hold without being one.
var vagueLabels = wordMap("item|product|code|id|lot|style|make")

// vagueLine reads a line that is a vague label of an article's number where the next line is a code of letters and figures.
func vagueLine(line, next string) (mask uint32, label string) {
	label = strings.ToLower(strings.Trim(line, " :.#："))
	if !vagueLabels[label] || lineLabelSet[label]&lineSKU == 0 || !isCode(next) || len(next) < 5 || len(next) > 24 || !strings.ContainsAny(next, "0123456789") || letters(next) == 0 || strings.ToUpper(next) != next {
		return 0, ""
	}
	return lineSKU, label
}
