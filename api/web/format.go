package web

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"shelfwise/advisor"
	"shelfwise/market"
	"shelfwise/market/money"
)

// What may stand before and after a number of a sentence, and the numbers long enough to be grouped.
var (
	digits = regexp.MustCompile(`[0-9]{4,}`)
	opens  = regexp.MustCompile(`(^|[\s(+×])$`)
	closes = regexp.MustCompile(`^(\.[0-9]+)?[%,;:.)]?(\s|$)`)
)

// unknown is what stands where a value is not known; never a zero.
const unknown = "not known"

// functions are what the templates may call.
func functions() template.FuncMap {
	return template.FuncMap{
		"money": amount, "round": roundAmount, "num": number, "count64": func(n int64) string { return grouped(strconv.FormatInt(n, 10)) }, "count": func(f float64) string { return number(math.Round(f)) }, "pnum": pointerNumber, "pct": percent, "day": day, "stamp": stamp, "age": age, "words": words,
		"candidateLink": candidateLink, "listingLink": listingLink, "shortHash": shortHash, "interval": intervalText,
		"signed": func(f float64) string { return fmt.Sprintf("%+.1f", f) }, "one4": func(f float64) string { return minus(fmt.Sprintf("%.4f", f)) }, "two": decimals2, "one": func(f float64) string { return fmt.Sprintf("%.1f", f) },
		"driver": advisor.DriverValue, "means": advisor.DriverMeans, "verdictmeans": advisor.VerdictMeans, "stage": advisor.StageMeans,
		"guard": advisor.GuardMeans, "method": advisor.MethodMeans, "leftout": advisor.ExclusionMeans, "selling": func(v market.Verdict) bool { return v == market.Go || v == market.Trial }, "factors": factorNames, "bound": boundText, "pathescape": url.PathEscape,
		"scorebar": func(name string, m market.Measure) template.HTML { return scoreBar(name, m.Score, m.Interval) },
		"int":      count, "pairLink": pairLink, "prose": prose,
		"bytes": bytesText, "seconds": secondsText, "boundrow": func(name string, b market.Bound) boundRow { return boundRow{name, b} },
	}
}

// amount writes money with grouped digits and its code: "1,299.00 EUR".
func amount(a money.Amount) string {
	if !a.Known() {
		return unknown
	}
	whole, cents, _ := strings.Cut(a.Decimal(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	whole = grouped(whole)
	if cents != "" {
		whole += "." + cents
	}
	return sign + whole + "\u00a0" + string(a.Currency())
}

// roundAmount writes a sum of many units without its cents where these say nothing: from a thousand on.
func roundAmount(a money.Amount) string {
	unit := int64(math.Pow10(a.Currency().Exponent()))
	if !a.Known() || max(a.Minor(), -a.Minor()) < 1000*unit {
		return amount(a)
	}
	whole := a.DivRound(unit, money.HalfUp).Minor()
	sign := ""
	if whole < 0 {
		sign, whole = "−", -whole
	}
	return sign + grouped(strconv.FormatInt(whole, 10)) + "\u00a0" + string(a.Currency())
}

// prose groups the digits of the counts inside a sentence. What may be a year, a code or a date stays as it is: digits
// that touch letters or marks, and four of them from 1900 to 2099 unless a word such as units follows.
func prose(s string) string {
	var b strings.Builder
	last := 0
	for _, at := range digits.FindAllStringIndex(s, -1) {
		before, n, after := s[:at[0]], s[at[0]:at[1]], s[at[1]:]
		year := len(n) == 4 && n >= "1900" && n < "2100" && !strings.HasPrefix(after, " units") && !strings.HasPrefix(after, " reviews")
		if year || n[0] == '0' || !opens.MatchString(before) || !closes.MatchString(after) {
			continue
		}
		b.WriteString(s[last:at[0]] + grouped(n))
		last = at[1]
	}
	return b.String() + s[last:]
}

func grouped(n string) string {
	for i := len(n) - 3; i > 0; i -= 3 {
		n = n[:i] + "," + n[i:]
	}
	return n
}

// number writes a count or a statistic with as many digits as it deserves.
func number(f float64) string {
	switch a := math.Abs(f); {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return unknown
	case a >= 100:
		sign := ""
		if f < 0 {
			sign = "−"
		}
		return sign + grouped(strconv.FormatFloat(math.Round(a), 'f', 0, 64))
	case a >= 10:
		return minus(strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64))
	}
	return minus(strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64))
}

// decimals2 writes a figure of a sum with two decimals.
func decimals2(f float64) string {
	whole, rest, _ := strings.Cut(fmt.Sprintf("%.2f", math.Abs(f)), ".")
	sign := ""
	if f < 0 {
		sign = "−"
	}
	return sign + grouped(whole) + "." + rest
}

func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// pointerNumber writes what may be unknown; it takes the pointers that our types hold.
func pointerNumber(v any) string {
	switch p := v.(type) {
	case *float64:
		if p != nil {
			return number(*p)
		}
	case *int64:
		if p != nil {
			return grouped(strconv.FormatInt(*p, 10))
		}
	case *int:
		if p != nil {
			return strconv.Itoa(*p)
		}
	case *money.Rate:
		if p != nil {
			return percent(p.Float())
		}
	}
	return unknown
}

func percent(f float64) string { return strconv.FormatFloat(math.Round(f*1000)/10, 'f', -1, 64) + "%" }

func day(t time.Time) string {
	if t.IsZero() {
		return unknown
	}
	return t.UTC().Format("2 Jan 2006")
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return unknown
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}

// age says how long ago something was, coarsely.
func age(t, now time.Time) string {
	if t.IsZero() {
		return unknown
	}
	switch d := now.Sub(t); {
	case d < 2*time.Minute:
		return "just now"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours ago", int(d.Hours()))
	default:
		return fmt.Sprintf("%d days ago", int(d.Hours()/24))
	}
}

// words turns an internal name into plain words: "referral_fee" is "referral fee".
func words(s string) string { return strings.ReplaceAll(s, "_", " ") }

func candidateLink(id string) string { return "/candidates/" + url.PathEscape(id) }

func listingLink(id market.ListingID) string {
	return "/listing?id=" + url.QueryEscape(string(id))
}

func shortHash(h string) string { return h[:min(12, len(h))] }

func intervalText(i *market.Interval) string {
	if i == nil {
		return unknown
	}
	return number(i.P10) + " – " + number(i.P90)
}

// boundRow is a line of the corridor's table.
type boundRow struct {
	Name  string
	Bound market.Bound
}

func boundText(b market.Bound) string { return amount(b.Amount) }

// factorNames is the order in which the factors are shown: that of their default weights.
func factorNames() []string { return []string{"value", "attractiveness", "cost", "competition"} }
