package pricing

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// SizeFee is a fee of one size of parcel; an empty Size is every size that no other row names.
type SizeFee struct {
	Size string
	Fee  money.Amount
}

// StorageRate is what a unit's room costs a month in some months of the year.
type StorageRate struct {
	Months    [12]bool   // from January
	Size      string     // as in SizeFee
	PerVolume money.Rate // major units a month for one Volume, in millionths
	Volume    string     // ft3, m3 or l
	AfterDays int        // over 0: on top, for stock that has lain longer
}

// LowStock is a fee on each unit sold while the stock lasts less than some days.
type LowStock struct {
	UnderDays float64
	Fees      []SizeFee // none where empty
}

// Subscription is what the account costs a month, and how many products share it.
type Subscription struct {
	Fee      money.Amount // unknown: none in this table
	Products int64
}

// volumeUnit returns what one of a unit of room is in cubic millimetres, 0 for a word that is none.
func volumeUnit(s string) float64 {
	const foot, inch = 304.8, 25.4
	switch strings.NewReplacer("_", "", " ", "", ".", "", "³", "3", "metre", "meter").Replace(strings.ToLower(s)) {
	case "ft3", "cuft", "cubicfoot", "cubicfeet":
		return foot * foot * foot
	case "in3", "cubicinch":
		return inch * inch * inch
	case "m3", "cbm", "cubicmeter":
		return 1e9
	case "l", "dm3", "litre", "liter":
		return 1e6
	}
	return 0
}

// within says how closely a size of a row names a tier: 3 it is the tier, 2 it is some of the tier's words, 1 it is every size;
// 0 it is another.
func within(size, tier string) int {
	s, t := fold(size), fold(tier)
	switch {
	case s == "":
		return 1
	case s == t:
		return 3
	case strings.Contains(" "+t+" ", " "+s+" "):
		return 2
	}
	return 0
}

// feeOf returns the fee of the row that names a tier most closely; false where none does.
func feeOf(rows []SizeFee, tier string) (fee money.Amount, ok bool) {
	best := 0
	for _, r := range rows {
		if n := within(r.Size, tier); n > best {
			fee, best = r.Fee, n
		}
	}
	return fee, best > 0
}

// storageIn is what one unit's room costs in one month of the year after it has lain some days, in minor units; false where the
// table has no row for it.
func (t FeeTable) storageIn(p market.Parcel, tier string, month time.Month, days float64) (minor float64, ok bool) {
	room := p.Sides[0] * p.Sides[1] * p.Sides[2]
	best, aged := 0, 0.0
	for _, s := range t.Storage {
		if n := within(s.Size, tier); n == 0 || !s.Months[month-1] {
			continue
		} else if fee := s.PerVolume.Float() * room / volumeUnit(s.Volume); s.AfterDays > 0 {
			if days >= float64(s.AfterDays) {
				aged = math.Max(aged, fee) // the surcharges of longer times stand in place of those of shorter ones
			}
		} else if n > best {
			minor, best = fee, n
		}
	}
	return (minor + aged) * math.Pow10(t.Currency.Exponent()), best > 0
}

// StorageFee returns what one unit of a size costs to keep for some months from a day on, rounded half up; false where the parcel
// or a month's row is not known.
func (t FeeTable) StorageFee(p market.Parcel, tier string, from time.Time, months float64) (money.Amount, bool) {
	if p.Sides[2] <= 0 || len(t.Storage) == 0 || !(months >= 0 && months <= maxStorageMonths) {
		return money.Amount{}, false
	}
	sum := 0.0
	for i := 0; float64(i) < months; i++ {
		month := time.Month((int(from.Month())-1+i)%12 + 1)
		minor, ok := t.storageIn(p, tier, month, float64(i)*30)
		if !ok {
			return money.Amount{}, false
		}
		sum += minor * math.Min(1, months-float64(i))
	}
	return money.New(int64(math.Floor(sum+0.5+1e-7)), t.Currency), true
}

// maxStorageMonths is longer than any goods are kept.
const maxStorageMonths = 120

type storageText struct {
	Months    texts  `yaml:"months"`
	PerVolume string `yaml:"per_volume"`
	Volume    string `yaml:"volume"`
	Size      string `yaml:"size"`
	AfterDays string `yaml:"after_days"`
}

// storage reads the rows of storage: of each size every month stands once, and none is left out.
func (r reading) storage(rows []storageText, country string, tiers []SizeTier) []StorageRate {
	var out []StorageRate
	for i, t := range rows {
		at := r.in("storage %d (%s)", i+1, t.Size)
		at.size("size", t.Size, tiers)
		s := StorageRate{Size: t.Size, Months: at.months(t.Months)}
		s.PerVolume, s.Volume = at.perVolume(t, country)
		if t.AfterDays != "" {
			n, err := strconv.Atoi(t.AfterDays)
			if s.AfterDays = n; err != nil || n < 1 {
				at.fail("after_days", "%q is no number of days over 0", t.AfterDays)
			}
		}
		for _, o := range out {
			if fold(o.Size) != fold(s.Size) || o.AfterDays != s.AfterDays {
				continue
			}
			for m := range 12 {
				if o.Months[m] && s.Months[m] {
					at.fail("months", "month %d stands twice", m+1)
				}
			}
		}
		out = append(out, s)
	}
	r.wholeYear(out)
	return out
}

// wholeYear finds the sizes that have no row for some month, their own or that of every size.
func (r reading) wholeYear(rows []StorageRate) {
	var seen []string
	for _, s := range rows {
		if s.AfterDays > 0 || slices.Contains(seen, fold(s.Size)) {
			continue
		}
		seen = append(seen, fold(s.Size))
		var gaps []string
		for m := range 12 {
			if !slices.ContainsFunc(rows, func(o StorageRate) bool {
				return o.AfterDays == 0 && o.Months[m] && (o.Size == "" || fold(o.Size) == fold(s.Size))
			}) {
				gaps = append(gaps, strconv.Itoa(m+1))
			}
		}
		if len(gaps) > 0 && len(gaps) < 12 {
			r.in("storage (%s)", s.Size).fail("months", "none for %s: add a row, with per_volume 0 where nothing is taken", strings.Join(gaps, ", "))
		}
	}
}

// perVolume reads "0.78/ft3", or a number with its unit of room beside it; where that is not said it is the cubic foot in the
// countries whose price lists are by it.
func (r reading) perVolume(t storageText, country string) (money.Rate, string) {
	number, unit, split := strings.Cut(strings.Replace(t.PerVolume, " per ", "/", 1), "/")
	if split {
		unit = r.same([2]string{"per_volume", "volume"}, [2]string{strings.TrimSpace(unit), t.Volume})
	} else {
		unit = t.Volume
	}
	if c := strings.ToUpper(country); unit == "" && (c == "US" || c == "GB" || c == "UK") {
		unit = "ft3"
	}
	if volumeUnit(unit) == 0 {
		r.fail("per_volume", "%q does not say for what room: write 0.78/ft3, 26.00/m3 or 0.03/l", t.PerVolume)
		unit = "m3"
	}
	fee, err := money.ParseRate(strings.TrimSpace(number))
	if err != nil || fee < 0 {
		r.fail("per_volume", "%q is no fee: write it as 0.78", t.PerVolume)
		fee = 0
	}
	return fee, unit
}

// months reads 1-9, [10, 11, 12], oct-dec or all; a range may go over the new year.
func (r reading) months(list texts) (out [12]bool) {
	parts := strings.Split(strings.Join(list, ","), ",")
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if strings.EqualFold(part, "all") || part == "" && len(parts) == 1 {
			parts, part = parts[:1], "1-12"
		}
		first, last, span := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		from, ok := monthOf(first)
		to, also := from, ok
		if span {
			to, also = monthOf(last)
		}
		if !ok || !also {
			r.fail("months", "%q is no month: write 1-9, [10, 11, 12] or oct-dec", part)
			continue
		}
		for m := from; ; m = m%12 + 1 {
			if out[m-1] {
				r.fail("months", "month %d stands twice", m)
			}
			out[m-1] = true
			if m == to {
				break
			}
		}
	}
	return out
}

// monthOf reads a month by number or by its English name, from three letters on.
func monthOf(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.Atoi(s); err == nil {
		return n, n >= 1 && n <= 12
	}
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && len(s) <= len(m.String()) && strings.EqualFold(m.String()[:len(s)], s) {
			return int(m), true
		}
	}
	return 0, false
}
