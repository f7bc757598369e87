package fetch

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"shelfwise/fixtures/shared"
)

// walls are pages with status 200 that are none of a shop's products, in the words that shops and their guards use.
var walls = []struct {
	name string
	from string // address asked for, "" /p/1
	to   string // where it ended, "" there
	body string
	want Outcome
}{
	{"login en", "", "", `<title>Sign in</title><h1>Sign in to see prices</h1><form><input name=u><input type=password></form>`, LoginWall},
	{"login de", "", "", `<title>Kundenkonto</title><h1>Anmelden</h1><form><label>E-Mail<input></label><label>Passwort<input type="password"></label></form>`, LoginWall},
	{"login fr", "", "", `<title>Mon compte</title><h2>Connexion</h2><form>E-mail <input> Mot de passe <input type=password><button>Se connecter</button></form>`, LoginWall},
	{"login es", "", "", `<title>Acceso clientes</title><p>Iniciar sesión</p><form><input><input type=password></form>`, LoginWall},
	{"login pl", "", "", `<title>Panel klienta</title><h1>Zaloguj się</h1><form><input><input type=password></form>`, LoginWall},
	{"login ja", "", "", `<title>ログイン</title><form><input><input type=password></form>`, LoginWall},
	{"login by redirect, address first", "", "/account/login?return=/p/1", `<title>Welcome back</title><h1>Welcome back</h1><form>Email <input type=email><button>Continue</button></form>`, LoginWall},
	{"login by redirect to another language", "", "/kunde/anmelden", `<title>Willkommen</title><h1>Willkommen</h1><form><input type=password></form>`, LoginWall},
	{"login for traders", "", "", `<title>B2B</title><h1>Trade customers only</h1><p>Log in to view this product.</p><form><input><input type=password></form>`, LoginWall},

	{"captcha en", "", "", `<title>Just a moment...</title><h1>Checking your browser</h1><script>window._cf_chl_opt={}</script>`, Captcha},
	{"captcha box", "", "", `<title>shop.example</title><div id="px-captcha"></div><p>Press & Hold to confirm you are a human</p>`, Captcha},
	{"captcha de", "", "", `<title>Sicherheitsüberprüfung</title><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>`, Captcha},
	{"captcha fr", "", "", `<title>Vérification</title><h1>Vérification de sécurité</h1><p>Je ne suis pas un robot</p>`, Captcha},
	{"captcha es", "", "", `<title>Comprobación</title><h1>Verifica que no eres un robot</h1><div class="g-recaptcha"></div>`, Captcha},
	{"captcha pl", "", "", `<title>Weryfikacja</title><h1>Potwierdź, że nie jesteś robotem</h1><div class="h-captcha"></div>`, Captcha},
	{"captcha nl", "", "", `<title>Controle</title><h1>Bevestig dat je geen robot bent</h1>`, Captcha},
	{"captcha tr", "", "", `<title>Doğrulama</title><h1>Robot olmadığınızı doğrulayın</h1>`, Captcha},
	{"captcha zh", "", "", `<title>验证</title><p>请拖动滑块完成验证</p>`, Captcha},
	{"challenge script", "", "", `<title>shop.example</title><script src="https://geo.captcha-delivery.com/c.js"></script><p>Please enable JS and disable any ad blocker</p>`, Captcha},
	{"pardon", "", "", `<title>Pardon Our Interruption</title><h1>Pardon Our Interruption...</h1><p>As you were browsing something about your browser made us think you were a bot.</p>`, Captcha},

	{"denied en", "", "", `<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this page. Reference #18.2</p>`, Blocked},
	{"denied de", "", "", `<title>Zugriff verweigert</title><p>Ihre IP-Adresse wurde gesperrt.</p>`, Blocked},
	{"denied fr", "", "", `<title>Accès refusé</title><h1>Accès refusé</h1>`, Blocked},
	{"denied pl", "", "", `<title>Odmowa dostępu</title><h1>Dostęp zabroniony</h1>`, Blocked},

	{"country en", "", "", `<title>Unavailable</title><h1>This shop is not available in your region</h1>`, GeoBlocked},
	{"country de", "", "", `<title>Hinweis</title><p>Dieser Artikel ist in Ihrem Land nicht verfügbar.</p>`, GeoBlocked},
	{"country nl", "", "", `<title>Helaas</title><h1>Deze winkel is niet beschikbaar in jouw land</h1>`, GeoBlocked},
	{"country pl", "", "", `<title>Niedostępne</title><h1>Ta strona jest niedostępna w Twoim kraju</h1>`, GeoBlocked},
	{"country by law", "", "", `<title>451</title><h1>Unavailable for legal reasons</h1><p>We recognise you are attempting to access this website from a country in the EEA.</p>`, GeoBlocked},

	{"consent by redirect", "", "https://consent.shop.example/m?continue=https://shop.example/p/1", `<title>Before you continue</title><h1>Before you continue</h1><form><button>Reject all</button><button>Accept all</button></form>`, ConsentWall},
	{"consent de", "", "", `<title>Bevor Sie fortfahren</title><h1>Wir verwenden Cookies</h1><p>Bitte stimmen Sie zu, um fortzufahren.</p><button>Alle akzeptieren</button>`, ConsentWall},
	{"consent fr", "", "", `<title>Gestion des cookies</title><h1>Avant de continuer</h1><button>Tout accepter</button><button>Tout refuser</button>`, ConsentWall},
	{"consent or pay", "", "/zustimmung?redirect=%2Fp%2F1", `<title>Ihre Wahl</title><h1>Mit Werbung weiterlesen oder Pur-Abo</h1><p>Akzeptieren und weiter</p>`, ConsentWall},
	{"age en", "", "", `<title>Age verification</title><h1>Are you over 18?</h1><a href=/y>Yes</a><a href=/n>No</a>`, ConsentWall},
	{"age de", "", "", `<title>Altersverifikation</title><h1>Bist du über 18 Jahre alt?</h1><button>Ja</button>`, ConsentWall},
	{"age fr", "", "", `<title>Bienvenue</title><h1>Avez-vous l'âge légal ?</h1><p>Vous devez avoir plus de 18 ans pour entrer.</p>`, ConsentWall},
	{"age it", "", "", `<title>Verifica età</title><h1>Hai più di 18 anni?</h1>`, ConsentWall},

	{"soft 404 en", "", "", `<title>Oops</title><h1>Sorry, we couldn't find that page</h1><a href=/>Home</a>`, SoftNotFound},
	{"soft 404 gone", "", "", `<title>Shop</title><h1>This product is no longer available</h1><p>Here are others you may like.</p>`, SoftNotFound},
	{"soft 404 de", "", "", `<title>Seite nicht gefunden</title><h1>Hoppla!</h1>`, SoftNotFound},
	{"soft 404 de gone", "", "", `<title>Shop</title><h1>Der Artikel ist leider nicht mehr verfügbar</h1>`, SoftNotFound},
	{"soft 404 fr", "", "", `<title>Erreur 404</title><h1>Oups, cette page n'existe pas</h1>`, SoftNotFound},
	{"soft 404 fr gone", "", "", `<title>Boutique</title><h1>Ce produit n'est plus disponible</h1>`, SoftNotFound},
	{"soft 404 es", "", "", `<title>Tienda</title><h1>Lo sentimos, no encontramos la página</h1>`, SoftNotFound},
	{"soft 404 it", "", "", `<title>Ops</title><h1>La pagina che cerchi non esiste</h1>`, SoftNotFound},
	{"soft 404 pt", "", "", `<title>Loja</title><h1>Produto não encontrado</h1>`, SoftNotFound},
	{"soft 404 nl", "", "", `<title>Winkel</title><h1>Deze pagina bestaat niet</h1>`, SoftNotFound},
	{"soft 404 pl", "", "", `<title>Sklep</title><h1>Strona nie istnieje</h1>`, SoftNotFound},
	{"soft 404 sv", "", "", `<title>Butik</title><h1>Sidan finns inte</h1>`, SoftNotFound},
	{"soft 404 cs", "", "", `<title>Obchod</title><h1>Stránka nebyla nalezena</h1>`, SoftNotFound},
	{"soft 404 tr", "", "", `<title>Mağaza</title><h1>Sayfa bulunamadı</h1>`, SoftNotFound},
	{"soft 404 ru", "", "", `<title>Магазин</title><h1>Товар не найден</h1>`, SoftNotFound},
	{"soft 404 ja", "", "", `<title>ショップ</title><h1>お探しのページは見つかりませんでした</h1>`, SoftNotFound},

	{"closed for repairs", "", "", `<title>Maintenance</title><h1>We'll be back soon</h1><p>Our shop is down for maintenance.</p>`, ServerError},
	{"closed for repairs de", "", "", `<title>Wartungsarbeiten</title><h1>Wir sind gleich wieder da</h1>`, ServerError},
	{"queue", "", "https://queue.shop.example/?c=shop", `<title>Queue</title><h1>You are now in line</h1><p>Your estimated wait time is 5 minutes.</p>`, RateLimited},
	{"pdf", "", "", "%PDF-1.7 ...", NotHTML},
	{"png", "", "", "\x89PNG\r\n\x1a\n", NotHTML},
	{"empty", "", "", " \n ", Empty},
	{"shell", "", "", `<div id=root></div><script src=/a.js></script>`, NeedsBrowser},
	{"shell that says so", "", "", `<noscript>You need to enable JavaScript to run this app.</noscript><div id="app"></div><script src=/a.js></script>`, NeedsBrowser},
}

// TestF08Walls: each kind of page that hides behind status 200 has its own outcome and a reason.
func TestF08Walls(t *testing.T) {
	for _, tc := range walls {
		t.Run(tc.name, func(t *testing.T) {
			const site = "https://shop.example"
			p := &Page{URL: site + "/p/1", Status: 200, Body: []byte(tc.body)}
			if tc.from != "" {
				p.URL = site + tc.from
			}
			switch p.FinalURL = p.URL; {
			case strings.HasPrefix(tc.to, "http"):
				p.FinalURL = tc.to
			case tc.to != "":
				p.FinalURL = site + tc.to
			}
			err := Classify(p, WantPage)
			if e, ok := asError(err); !ok || e.Outcome != tc.want || e.Err == nil {
				t.Errorf("%v; want %s with a reason", err, tc.want)
			}
		})
	}
}

// TestF08NoWalls: pages of shops that have such words beside what they sell are read.
func TestF08NoWalls(t *testing.T) {
	text := strings.Repeat("<p>A kettle of brushed steel with a long spout, for tea and coffee, quiet and quick.</p>", 30)
	for name, body := range map[string]string{
		"cookie banner":          `<title>Kettle</title><div>Wir verwenden Cookies. <button>Alle akzeptieren</button></div><h1>Kettle</h1><b>12,99 €</b>` + text,
		"banner, short page":     `<title>Kettle 1.7 L</title><div>We use cookies <button>Accept all</button></div><h1>Kettle 1.7 L</h1><b>$12.99</b><button>Add to cart</button>`,
		"age note":               `<title>Rye whisky</title><h1>Rye whisky</h1><p>You must be over 18 to buy this.</p><b>£32.00</b><button>Add to basket</button>`,
		"login in the header":    `<title>Kettle</title><a>Sign in</a><form><input type=password></form><h1>Kettle</h1><b>$12.99</b>` + text,
		"login beside a product": `<title>Kettle</title><script type="application/ld+json">{"@type":"Product","name":"Kettle"}</script><form>Log in<input type=password></form>`,
		"review captcha":         `<title>Kettle</title><h1>Kettle</h1><b>$12.99</b><form><div class="g-recaptcha"></div></form>` + text,
		"sold out":               `<title>Kettle</title><h1>Kettle</h1><p>This item is currently not available</p><b>$12.99</b>` + text,
		"404 in the name":        `<title>Model 404 Kettle</title><h1>Model 404 Kettle</h1><b>$12.99</b>` + text,
		"robot for sale":         `<title>Robot vacuum</title><h1>Robot vacuum R2</h1><b>$199.00</b>` + text,
		"queue in the name":      `<title>Queue barrier</title><h1>Queue barrier post</h1><b>$45.00</b><button>Add to cart</button>`,
		"a shell that is filled": `<div id="root"><h1>Kettle</h1><b>$12.99</b></div><script src="/a.js"></script>`,
		"maintenance kit":        `<title>Maintenance kit</title><h1>Maintenance kit for printers</h1><b>$45.00</b><button>Add to cart</button>`,
		"a login page's own":     `<title>Verification stamp</title><h1>Age verification stamp</h1><b>$5.00</b><button>Add to cart</button>`,
	} {
		if err := Classify(&Page{URL: "https://shop.example/p/1", FinalURL: "https://shop.example/p/1", Status: 200, Body: []byte(body)}, WantPage); err != nil {
			t.Errorf("%s: %v; want a page to read", name, err)
		}
	}
}

// TestF08Rendered: a short page that scripts have filled is a page, also when the archive gives it again.
func TestF08Rendered(t *testing.T) {
	a, err := OpenArchive("")
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(`<div id="root"><h1>Kettle</h1><p>Sold out</p></div><script src="/a.js"></script>`)
	p := &Page{URL: "https://shop.example/p/1", FinalURL: "https://shop.example/p/1", Status: 200, Body: body, Hash: Hash(body)}
	if got := OutcomeOf(Classify(p, WantPage)); got != NeedsBrowser {
		t.Errorf("not rendered: %s; want %s", got, NeedsBrowser)
	}
	p.Rendered = true
	if err := a.Put(p); err != nil {
		t.Fatal(err)
	}
	again, err := a.Page(p.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []*Page{p, again} {
		if err := Classify(page, WantPage); err != nil {
			t.Errorf("rendered: %v; want a page to read", err)
		}
	}
}

// TestF08RealPagesAreNoWalls: of real products' pages none is taken for a wall.
func TestF08RealPagesAreNoWalls(t *testing.T) {
	text, err := os.ReadFile(shared.Path(t, "data", "pages", "labels.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		var l struct{ URL, Kind, File string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		if l.Kind != "product" && l.Kind != "category" {
			continue
		}
		body, err := os.ReadFile(shared.Path(t, "data", "pages", l.File))
		if err != nil {
			t.Fatal(err)
		}
		n++
		if err := Classify(&Page{URL: l.URL, FinalURL: l.URL, Status: 200, Body: body}, WantPage); err != nil {
			t.Errorf("%s: %v", l.File, err)
		}
	}
	if n < 100 {
		t.Errorf("only %d pages", n)
	}
}
