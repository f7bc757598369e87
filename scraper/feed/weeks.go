package feed

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"shelfwise/market"
	"shelfwise/market/money"
)

// WeekRow is one period of a product's own sales. A price of rivals of 0 is unknown. On is only good for the order: where the
// file numbers its weeks they count from 1970, where it tells none it is zero.
type WeekRow struct {
	Product              string // with its store where the file tells one
	On                   time.Time
	Units, Price, Rivals float64
	Promoted             bool
}

// The fields of a week.
const (
	wProduct = iota
	wWeek
	wUnits
	wPrice
	wRivals
	wPromoted
	wStore
)

// weekSchema has the names that scanner data and the exports of tills go by beside ours.
func weekSchema() schema {
	return newSchema("product", "week", "units", "price", "rivals_price", "promoted", "store").
		also("product", "product_id", "sku", "item", "item_id", "upc", "candidate_id", "brand", "produkt", "artikel", "produit", "producto", "prodotto").
		also("week", "date", "week_start", "week_number", "week_no", "weeknum", "week_id", "period", "month", "day", "woche", "datum", "semaine", "semana", "settimana").
		also("units", "units_sold", "quantity", "qty", "sold", "volume", "sales", "move", "menge", "stuckzahl", "stückzahl", "absatz", "quantite", "quantité", "unidades", "cantidad", "quantita", "quantità").
		also("price", "unit_price", "avg_price", "average_price", "own_price", "preis", "prix", "precio", "prezzo").
		also("rivals_price", "rival_price", "competitor_price", "competitors_price", "competitor_index", "rivals").
		also("promoted", "promo", "promotion", "on_promotion", "feat", "feature", "featured", "deal", "display", "aktion").
		also("store", "store_id", "shop", "outlet", "filiale")
}

// Weeks reads product,week,units,price,rivals_price,promoted,store; prices are numbers in one currency. A week is a date, a
// week of a year (2026-W05), a month or a number; without any the rows are in the order of time.
func Weeks(r io.Reader, f Format) ([]WeekRow, []market.RowError, error) {
	return table(r, f, weekSchema(), [][]string{{"product"}, {"units"}, {"price"}}, func(c *cells) WeekRow {
		w := WeekRow{
			Product: c.needed(wProduct), On: c.week(wWeek), Units: c.amountOr0(wUnits), Price: c.priceOr0(wPrice),
			Rivals: c.priceOr0(wRivals), Promoted: c.promoted(wPromoted),
		}
		if store := c.text(wStore); store != "" {
			w.Product += " @ " + store
		}
		if c.text(wUnits) == "" || c.text(wPrice) == "" {
			c.fail(wUnits, errors.New("units and price are both needed"))
		} else if w.Price == 0 {
			c.fail(wPrice, errors.New("a price of 0 is none: leave the row out, or give the price that was asked"))
		}
		return w
	})
}

// promoted reads whether a period was promoted, in words or as a number of a half or more: scanner data tell the share of
// stores or days that promote.
func (c *cells) promoted(field int) bool {
	if f, err := strconv.ParseFloat(c.value(field), 64); err == nil {
		return f >= 0.5
	}
	return c.yes(field, promotedFlag())
}

// priceOr0 reads a number, or a price as a shop writes it ("$3.99"); 0 where there is none.
func (c *cells) priceOr0(field int) float64 {
	v := c.value(field)
	if _, err := plainDecimal(v, c.marks); v != "" && err != nil {
		if a, err := priceText(v, "", err); err == nil {
			return a.Float()
		}
		if p := money.Parse(v, money.Hint{Currency: "USD"}); p.Kind == money.KindPrice && p.Amount().Known() { // "$" alone
			return p.Amount().Float()
		}
	}
	return c.amountOr0(field)
}

var (
	weekOfYear = regexp.MustCompile(`^(\d{4})-?[wW](\d{1,2})$`)
	weekNumber = regexp.MustCompile(`^(?i:week|wk|w|kw)?[ ._-]?(\d{1,6})(?:\.0*)?$`)
)

// week reads when a period was; the zero time where the row does not tell.
func (c *cells) week(field int) time.Time {
	v := c.value(field)
	if v == "" {
		return time.Time{}
	}
	if t, err := parseTime(v); err == nil {
		return t
	}
	if t, err := time.Parse("2006-01", v); err == nil {
		return t
	}
	if m := weekOfYear.FindStringSubmatch(v); m != nil {
		year, _ := strconv.Atoi(m[1])
		n, _ := strconv.Atoi(m[2])
		first := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in the first week (ISO 8601)
		monday := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
		if n >= 1 && n <= 53 {
			return monday.AddDate(0, 0, 7*(n-1))
		}
	}
	if c.serial {
		if t, err := serialTime(v); err == nil {
			return t
		}
	}
	if m := weekNumber.FindStringSubmatch(v); m != nil {
		n, _ := strconv.Atoi(strings.TrimSpace(m[1]))
		return time.Unix(0, 0).UTC().AddDate(0, 0, 7*n)
	}
	c.fail(field, fmt.Errorf("%q is no week: write 2026-09-07, 2026-W37 or a number", v))
	return time.Time{}
}
