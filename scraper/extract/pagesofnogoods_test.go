package extract_test

import (
	"testing"

	"shelfwise/scraper/extract"
)

// TestF11PagesOfNoGoods: pages that ask money for what is no shop's goods, or tell of money, have no price.
func TestF11PagesOfNoGoods(t *testing.T) {
	for _, c := range []struct{ name, title, body string }{
		{"event sold out", "Jazz in the Park | City Hall", `<h1>Jazz in the Park</h1><p>Saturday 12 June 2026, 19:30, City Hall</p><p>Tickets £25.00</p><button disabled>Sold out</button>`},
		{"event buy", "Jazz in the Park | City Hall", `<h1>Jazz in the Park</h1><p>Sat 12 June 2026, Doors 19:30, City Hall</p><p>Tickets from £25.00</p><a href="/buy">Buy tickets</a>`},
		{"hotel", "Hotel Alpenblick | Stay", `<h1>Hotel Alpenblick</h1><p>4.5 / 5 (231 reviews)</p><p>Double room, breakfast included, 2 nights</p><p>€ 240</p><button>Reserve</button>`},
		{"menu", "Menu | Trattoria Roma", `<h1>Menu</h1><h2>Pasta</h2><p>Carbonara €12.50</p><p>Amatriciana €11.00</p><h2>Pizza</h2><p>Margherita €8.00</p><button>Order online</button>`},
		{"course", "Watercolour for beginners | Evening School", `<h1>Watercolour for beginners</h1><p>8 evenings, starts 3 March</p><p>Fee: £145.00</p><button>Enrol now</button>`},
		{"job", "Warehouse operative | Jobs", `<h1>Warehouse operative</h1><p>£12.50 an hour</p><p>Ref: WH-2291</p><button>Apply now</button>`},
		{"charity", "Help us rebuild | Charity", `<h1>Help us rebuild the school</h1><p>£12,450 raised of £20,000</p><button>£10</button><button>£25</button><button>Donate</button>`},
		{"flight", "London to Rome flights | Fly", `<h1>London to Rome</h1><p>from £49.99 one way</p><p>Depart 12 May</p><button>Search flights</button>`},
		{"house", "3 bed house for sale | Homes", `<h1>3 bedroom semi-detached house for sale</h1><p>Guide price £325,000</p><p>3 bedrooms, 2 bathrooms, 110 sq m</p><button>Request details</button>`},
		{"flat rent", "Wohnung mieten | Immo", `<h1>Helle 2-Zimmer-Wohnung mit Balkon</h1><p>Kaltmiete 890 €</p><p>62 m², 2 Zimmer</p><button>Kontakt aufnehmen</button>`},
		{"car de", "BMW 320d Touring | Autos", `<h1>BMW 320d Touring M Sport</h1><div class="price">24.990 €</div><ul><li>89.500 km</li><li>EZ 03/2019</li><li>Diesel</li><li>Automatik</li></ul><button>Anrufen</button>`},
		{"car fr", "Peugeot 308 | Annonces", `<h1>Peugeot 308 1.5 BlueHDi Allure</h1><p class="prix">14 990 €</p><p>Année 2019 · 78 000 km · Diesel · Boîte manuelle</p><button>Contacter le vendeur</button>`},
		{"motorbike it", "Ducati Monster | Moto", `<h1>Ducati Monster 821</h1><p class="prezzo">7.900 €</p><p>Immatricolazione 05/2018 · Chilometraggio 18.500 km · Benzina</p><button>Chiama</button>`},
		{"stock quote", "ACME Corp (ACM) Stock Price", `<h1>ACME Corp</h1><p class="price">$142.31</p><p>+1.24 (0.88%)</p><p>Market cap 12.3B</p><button>Buy</button>`},
		{"gift guide", "12 gifts under $50 | Mag", `<article><h1>12 gifts under $50</h1><p>By Ann Lee. We tested many things and these are those we like best of all this year.</p><h2>A lamp</h2><p>It glows. $39 at Amazon.</p><a href="https://amazon.com/x">Buy now</a><h2>A mug</h2><p>It holds tea. $18.</p><a href="https://etsy.com/x">Buy now</a></article>`},
		{"review blog", "Zorbel X2 review | Tech", `<article><h1>Zorbel X2 review: a fine phone</h1><p>Published 2 May. The phone costs $799 and comes in three colours. We used it for a week and liked it.</p><p>Rating: 4/5</p><a href="https://amazon.com/x">Buy at Amazon for $779</a></article>`},
		{"forum", "How much for my lamp?", `<h1>How much is my lamp worth?</h1><p>I paid $120 for it. Is it still worth it?</p><p>Somebody offered $80.</p><button>Reply</button>`},
		{"crowdfunding", "A lamp for all | Fund", `<h1>A lamp for all</h1><p>€23,410 pledged of €20,000 goal</p><p>312 backers</p><p>Pledge €49 or more</p><button>Back this project</button>`},
		{"pricing saas", "Pricing | CloudApp", `<h1>Pricing</h1><h3>Basic</h3><p>$9 / month</p><button>Start free trial</button><h3>Pro</h3><p>$29 / month</p><button>Buy now</button>`},
		{"service", "Boiler repair | Plumb Co", `<h1>Boiler repair</h1><p>From £89 per visit</p><button>Book now</button>`},
		{"podcast", "Episode 12 | Pod", `<h1>Episode 12: Money</h1><p>How $5 became $5,000.</p><button>Subscribe</button>`},
		{"auction result", "Lot 214 sold | Auctions", `<h1>Lot 214: A Georgian tea caddy</h1><p>Estimate £300 - £500</p><p>Sold for £620</p>`},
		{"parking", "Car park Main St", `<h1>Car park Main Street</h1><p>£2.50 per hour</p><p>£12.00 per day</p><button>Pay now</button>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := `<html lang="en"><head><title>` + c.title + `</title></head><body><header><a href="/">Home</a></header><main>` + c.body + `</main><footer>Terms</footer></body></html>`
			r := extract.Extract(extract.Page{URL: "https://www.example.com/page/x-12", Body: []byte(html)}, extract.Options{})
			for _, f := range r.Listings {
				if f.Price != nil {
					t.Errorf("read as a %s with %v from %q", r.Kind, *f.Price, f.Evidence["price"].Text)
				}
			}
		})
	}
}
