package feed_test

import (
	"cmp"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"shelfwise/market"
	"shelfwise/market/money"
	"shelfwise/scraper/feed"
)

// foreignFile is a price list as a shop of some country exports it: two products, the first with all that it has.
type foreignFile struct {
	name, text string
	old        encoding.Encoding // beside UTF-8 and UTF-16
	charset    string            // its name
	id, title  string            // of the first product
	price      string            // with its currency
	list       string            // "" none
	stock      market.Availability
	second     market.Availability
}

func foreignFiles() []foreignFile {
	western, central, eastern := charmap.Windows1252, charmap.Windows1250, charmap.Windows1251
	return []foreignFile{
		{"de", "Artikelnummer;Bezeichnung;Preis;UVP;Währung;Hersteller;EAN;Verfügbarkeit\nK-1;Wasserkocher \"Größe L\";1.299,90;1.499,00;EUR;Müller;4006381333931;auf Lager\nK-2;Kännchen;12,50;;EUR;Müller;;ausverkauft\n", western, "Windows-1252", "K-1", "Wasserkocher \"Größe L\"", "1299.90 EUR", "1499.00 EUR", market.InStock, market.OutOfStock},
		{"de, currency in the header", "Art.-Nr.;Artikelbezeichnung;VK-Preis (EUR);Bestand\nK-1;Kännchen;12,50;7\nK-2;Löffel;3,00;0\n", western, "Windows-1252", "K-1", "Kännchen", "12.50 EUR", "", market.InStock, market.OutOfStock},
		{"fr", "Référence;Désignation;Prix TTC;Prix barré;Devise;Marque;Disponibilité\nB-1;Bouilloire électrique;49,90 €;59,90 €;EUR;Été;En stock\nB-2;Théière;19,00 €;;EUR;Été;Rupture de stock\n", western, "Windows-1252", "B-1", "Bouilloire électrique", "49.90 EUR", "59.90 EUR", market.InStock, market.OutOfStock},
		{"es", "Código;Descripción;PVP;Precio anterior;Moneda;Existencias\nH-1;Hervidor eléctrico de un año;1.049,00;1.199,00;EUR;3\nH-2;Jarra pequeña;8,95;;EUR;0\n", western, "Windows-1252", "H-1", "Hervidor eléctrico de un año", "1049.00 EUR", "1199.00 EUR", market.InStock, market.OutOfStock},
		{"it", "Codice articolo;Descrizione;Prezzo;Prezzo di listino;Valuta;Disponibilità\nC-1;Bollitore più veloce;39,90;45,00;EUR;Disponibile\nC-2;Caffettiera;22,00;;EUR;Esaurito\n", western, "Windows-1252", "C-1", "Bollitore più veloce", "39.90 EUR", "45.00 EUR", market.InStock, market.OutOfStock},
		{"pt", "Referência\tNome do produto\tPreço de venda\tMoeda\tDisponibilidade\nP-1\tChaleira elétrica São João\t34,99\tEUR\tDisponível\nP-2\tBule\t9,99\tEUR\tEsgotado\n", western, "Windows-1252", "P-1", "Chaleira elétrica São João", "34.99 EUR", "", market.InStock, market.OutOfStock},
		{"nl", "Artikelcode;Productnaam;Verkoopprijs;Adviesprijs;Valuta;Beschikbaarheid\nN-1;Waterkoker één liter;29,95;34,95;EUR;Op voorraad\nN-2;Theepot;14,95;;EUR;Uitverkocht\n", western, "Windows-1252", "N-1", "Waterkoker één liter", "29.95 EUR", "34.95 EUR", market.InStock, market.OutOfStock},
		{"sv", "Artikelnummer;Benämning;Pris inkl. moms;Ordinarie pris;Valuta;Tillgänglighet\nS-1;Vattenkokare för två;499,00;599,00;SEK;I lager\nS-2;Tekanna;199,00;;SEK;Slutsåld\n", western, "Windows-1252", "S-1", "Vattenkokare för två", "499.00 SEK", "599.00 SEK", market.InStock, market.OutOfStock},
		{"pl", "Kod produktu;Nazwa towaru;Cena brutto;Cena katalogowa;Waluta;Dostępność\nL-1;Żółty czajnik elektryczny;199,90;249,00;PLN;Dostępny\nL-2;Łyżka;9,90;;PLN;Brak\n", central, "Windows-1250", "L-1", "Żółty czajnik elektryczny", "199.90 PLN", "249.00 PLN", market.InStock, market.OutOfStock},
		{"cs", "Kód zboží;Název zboží;Cena s DPH;Měna;Dostupnost\nZ-1;Příliš žluťoučký čajník;1 299,00;CZK;Skladem\nZ-2;Lžíce;49,00;CZK;Vyprodáno\n", central, "Windows-1250", "Z-1", "Příliš žluťoučký čajník", "1299.00 CZK", "", market.InStock, market.OutOfStock},
		{"ru", "Артикул;Наименование;Цена, руб.;Старая цена, руб.;Наличие\nЧ-1;Чайник электрический;2 490,00;2 990,00;В наличии\nЧ-2;Ложка;190,00;;Нет в наличии\n", eastern, "Windows-1251", "Ч-1", "Чайник электрический", "2490.00 RUB", "2990.00 RUB", market.InStock, market.OutOfStock},
	}
}

// TestF54ForeignFiles: price lists in the words and character sets of eleven exports are read, and the layout says how.
func TestF54ForeignFiles(t *testing.T) {
	for _, f := range foreignFiles() {
		for name, e := range map[string]encoding.Encoding{
			"UTF-8": encoding.Nop, "UTF-8 with a mark": unicode.UTF8BOM, "UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), f.charset: f.old,
		} {
			t.Run(f.name+" in "+name, func(t *testing.T) {
				text, err := e.NewEncoder().String(strings.ReplaceAll(f.text, "\n", "\r\n"))
				if err != nil {
					t.Fatal(err)
				}
				var l feed.Layout
				o := feed.Options{Source: "s", ObservedAt: monday, Layout: &l}
				got, bad, err := feed.Listings(strings.NewReader(text), feed.Detect("list.csv", []byte(text)), o)
				if err != nil || len(bad) > 0 || len(got) != 2 {
					t.Fatalf("%d listings, %v, %v; want two", len(got), bad, err)
				}
				byID := map[string]market.Series{}
				for _, s := range got {
					byID[s.Listing.ExternalID] = s
				}
				first := byID[f.id]
				want := market.Offer{Price: priced(t, f.price), Availability: f.stock}
				if f.list != "" {
					want.ListPrice = priced(t, f.list)
				}
				if first.Listing.Title != f.title || len(first.Observations) != 1 {
					t.Fatalf("first %+v; want %q", first, f.title)
				}
				if d := diff(want, first.Observations[0].Offer); d != "" {
					t.Errorf("offer (-want +got):\n%s", d)
				}
				for id, s := range byID {
					if id != f.id && s.Observations[0].Offer.Availability != f.second {
						t.Errorf("second is %s; want %s", s.Observations[0].Offer.Availability, f.second)
					}
				}
				if wantSet := map[string]string{f.charset: f.charset, "UTF-16": "UTF-16"}[name]; l.Charset != cmp.Or(wantSet, "UTF-8") || l.Decimal != "," || !l.Foreign() {
					t.Errorf("layout %+v; want %s with decimal commas", l, wantSet)
				}
				for _, c := range l.Columns {
					if c.Field == "" {
						t.Errorf("column %d (%s) is not read: %s", c.Number, c.Header, c.Note)
					}
				}
			})
		}
	}
}

func priced(t *testing.T, text string) money.Amount {
	t.Helper()
	number, code, _ := strings.Cut(text, " ")
	a, err := money.Decimal(number, money.Currency(code))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestF54NoSilentGuess: where two columns can be one field, or two character sets fit, nothing is guessed, and the words
// say what to do.
func TestF54NoSilentGuess(t *testing.T) {
	for _, tc := range []struct{ name, text, says string }{
		{"two prices", "Artikelnummer;Bezeichnung;Preis;Verkaufspreis\nA;B;1,00;2,00\n", "columns 3 (Preis) and 4 (Verkaufspreis) can both be it: name the right one price"},
		{"two names", "Artikelnummer;Titel;Bezeichnung;Preis\nA;B;C;1,00\n", "name the right one title"},
		{"two list prices", "Artikelnummer;Titel;Preis;UVP;Streichpreis\nA;B;1,00;2,00;3,00\n", "name the right one list_price"},
		{"no number and no address", "Bezeichnung;Preis\nA;1,00\n", "url or external_id or sku"},
	} {
		_, _, err := feed.Listings(strings.NewReader(tc.text), feed.CSV, feed.Options{Source: "s", Currency: "EUR", ObservedAt: monday})
		if !errors.Is(err, market.ErrInvalid) || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v; want %q", tc.name, err, tc.says)
		}
	}
	var l feed.Layout
	text := "Artikelnummer;Artikel;Bezeichnung;Preis netto;Preis brutto;Marke;Hersteller;Status;Lager;Farbe\nA;x;Kanne;1,00;1,19;M;H;neu;5;rot\n"
	got, bad, err := feed.Listings(strings.NewReader(text), feed.CSV, feed.Options{Source: "s", Currency: "EUR", ObservedAt: monday, Layout: &l})
	if err != nil || len(bad) > 0 || len(got) != 1 {
		t.Fatalf("%+v, %v, %v", got, bad, err)
	}
	if s := got[0]; s.Listing.Title != "Kanne" || s.Listing.Brand != "M" || s.Observations[0].Offer.Price.String() != "1.19 EUR" || s.Observations[0].Offer.Availability != "" {
		t.Errorf("read %+v; want the gross price, the brand, and no word on the stock that two columns could tell", s)
	}
	notes := map[string]string{}
	for _, c := range l.Columns {
		notes[c.Header] = c.Field + ": " + c.Note
	}
	for header, want := range map[string]string{
		"Preis brutto": "price: ", "Preis netto": ": a price without tax", "Artikel": ": could be title too; column 3 is", "Status": ": could be availability, and so could another",
		"Farbe": ": ",
	} {
		if !strings.HasPrefix(notes[header], want) {
			t.Errorf("column %s: %q; want %q", header, notes[header], want)
		}
	}
	// A word for the stock that is not known leaves it unknown, and does not cost the row.
	got, bad, err = feed.Listings(strings.NewReader("Artikelnummer;Titel;Preis;Lieferstatus\nA;Kanne;1,00;3-5 Tage\n"), feed.CSV, feed.Options{Source: "s", Currency: "EUR", ObservedAt: monday, Layout: &l})
	if err != nil || len(bad) > 0 || len(got) != 1 || !strings.Contains(l.Columns[3].Note, `line 2: "3-5 Tage"`) {
		t.Errorf("%d listings, %v, %v, column %+v; want one, and the words told", len(got), bad, err, l.Columns[3])
	}
}
