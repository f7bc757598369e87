package feed

import "strings"

// GuardCell returns a text as it may stand in a CSV or spreadsheet cell: one that a spreadsheet would run as a
// formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe in front, which spreadsheets do not
// show. It is for texts; numbers are written as numbers.
func GuardCell(text string) string {
	if text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0 {
		return "'" + text
	}
	return text
}
