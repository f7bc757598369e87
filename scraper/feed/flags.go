package feed

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Cells that say yes or no, in the words that people and programs write. A word that is neither is never taken for no.

// flag is a kind of column that says yes or no. Its lists hold words between bars, as plainWord writes them.
type flag struct {
	yes, no string         // further words of this column
	name    *regexp.Regexp // what names the thing that the column asks for, and so says yes; nil: nothing does
	says    string         // what the reason of a row error adds
}

const (
	yesWords = "|1|true|yes|y|x|t|on|ja|j|oui|sí|si|sim|tak|da|да|д|是|はい|evet|✓|✔|☑|✅|v|"
	noWords  = "|0|false|no|n|f|off|nein|non|não|nao|nie|нет|否|いいえ|hayır|✗|✘|✕|❌|☐|never|"
)

// saysEvent finds the name of a sales event: a day written in numbers, or a word that such days are named by.
var saysEvent = regexp.MustCompile(`^\d{1,2}[ ./-]\d{1,2}$|^(618|1111|1212)$|双|节|促|` +
	`(^|[^\pL])(events?|sales?|promos?|promotions?|deals?|flash|festivals?|double|singles?|days?|friday|monday|prime|week|weekend|black|cyber|` +
	`xmas|christmas|easter|halloween|valentines?|thanksgiving|diwali|ramadan|soldes|rabatt|aktion|rebajas|saldi|clearance|season|party|fair)([^\pL]|$)`)

func eventFlag() flag {
	return flag{no: "|normal|regular|usual|everyday|organic|", name: saysEvent, says: ", nor a sales event by name"}
}

func preSaleFlag() flag {
	return flag{
		yes: "|presale|pre sale|preorder|pre order|presell|pre sell|preselling|prepurchase|deposit|vorverkauf|vorbestellung|précommande|preventa|预售|予約|",
		no:  "|in stock|instock|stock|normal|regular|usual|paid|spot|现货|",
	}
}

func doneFlag() flag {
	return flag{
		yes: "|done|completed|complete|finished|closed|ready|ok|100%|erledigt|fertig|fait|terminé|hecho|fatto|完成|готово|",
		no: "|open|todo|to do|pending|planned|in progress|started|ongoing|doing|in work|wip|partly|partial|undone|not yet|not started|" +
			"blocked|waiting|0%|offen|à faire|pendiente|",
	}
}

// promotedFlag knows the codes of till data too: a mark of the kind of promotion, or the size of the advert.
func promotedFlag() flag {
	return flag{
		yes: "|promo|promotion|promoted|on promotion|on sale|sale|deal|feature|featured|feat|display|tpr|coupon|bonus|b|c|s|a|a+|aktion|",
		no:  "|regular|normal|usual|base|",
	}
}

// plainWord writes a word without case, the marks of a picture's form, and the dashes and dots that stand within it.
func plainWord(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '_' || unicode.IsSpace(r) || unicode.Is(unicode.Pd, r):
			return ' '
		case unicode.Is(unicode.Mn, r) && r > 0xFDFF: // the forms of signs
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(s))
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".!")
}

// yes reads a cell that says yes or no; an empty one says no, and what is neither fails the row.
func (c *cells) yes(field int, kind flag) bool {
	text := c.value(field)
	if text == "" {
		return false
	}
	word := plainWord(text)
	in := func(list, word string) bool {
		return word != "" && !strings.Contains(word, "|") && strings.Contains(list, "|"+word+"|")
	}
	says := func(word string) bool { return in(kind.yes, word) || kind.name != nil && kind.name.MatchString(word) }
	first, rest, _ := strings.Cut(word, " ")
	denied := first == "no" || first == "not" || first == "non" || first == "kein" || first == "keine"
	switch {
	case in(yesWords, word):
		return true
	case in(noWords, word), in(kind.no, word), denied && says(rest):
		return false
	case !denied && says(word):
		return true
	}
	if f, err := strconv.ParseFloat(word, 64); err == nil && (f == 0 || f == 1) {
		return f == 1
	}
	c.fail(field, errors.New("is neither yes nor no"+kind.says))
	return false
}
