package money

import (
	"regexp"
	"regexp/syntax"
	"unicode/utf8"
)

// anchored is a pattern that begins with ^, and the characters that its matches can begin with, so that most texts
// are refused by a look at one character. A price is parsed with some thirty patterns, and few of them match.
type anchored struct {
	re    *regexp.Regexp
	all   bool // also the empty text matches
	ascii [128]bool
	other []rune // pairs: ranges of characters beyond ASCII
}

// mustAnchored compiles a pattern; it panics on a bad one, as regexp.MustCompile does.
func mustAnchored(pattern string) *anchored {
	a := &anchored{re: regexp.MustCompile(pattern)}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		panic(err)
	}
	a.first(prog, uint32(prog.Start), map[uint32]bool{})
	return a
}

// first collects the characters that a match may begin with once blanks are skipped: a character class that takes
// a blank is followed further.
func (a *anchored) first(prog *syntax.Prog, at uint32, seen map[uint32]bool) {
	if seen[at] {
		return
	}
	seen[at] = true
	switch in := &prog.Inst[at]; in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		a.first(prog, in.Out, seen)
		a.first(prog, in.Arg, seen)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		a.first(prog, in.Out, seen)
	case syntax.InstMatch:
		a.all = true
	case syntax.InstFail:
	default:
		a.take(in)
		if in.MatchRune(' ') {
			a.first(prog, in.Out, seen)
		}
	}
}

func (a *anchored) take(in *syntax.Inst) {
	for r := range rune(128) {
		if in.MatchRune(r) {
			a.ascii[r] = true
		}
	}
	switch {
	case in.Op == syntax.InstRuneAny || in.Op == syntax.InstRuneAnyNotNL:
		a.other = append(a.other, 128, utf8.MaxRune)
	case len(in.Rune) == 1:
		a.other = append(a.other, in.Rune[0], in.Rune[0])
	default:
		a.other = append(a.other, in.Rune...)
	}
}

// may reports whether s could match.
func (a *anchored) may(s string) bool {
	if a.all {
		return true
	}
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	if s == "" {
		return false
	}
	if s[0] < utf8.RuneSelf {
		return a.ascii[s[0]]
	}
	r, _ := utf8.DecodeRuneInString(s)
	for i := 0; i+1 < len(a.other); i += 2 {
		if r >= a.other[i] && r <= a.other[i+1] {
			return true
		}
	}
	return false
}

// MatchString reports whether s matches.
func (a *anchored) MatchString(s string) bool { return a.may(s) && a.re.MatchString(s) }

// FindString returns what of s matches, "" where nothing does.
func (a *anchored) FindString(s string) string {
	if !a.may(s) {
		return ""
	}
	return a.re.FindString(s)
}
