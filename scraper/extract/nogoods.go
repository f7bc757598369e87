package extract

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"
)

// Lists of what is no goods: homes, gifts of money, work and work done for others, events, courses, recipes.

// maxAsked is how many tiles of a list are asked for what they are.
const maxAsked = 8

// noGoods reports whether most tiles of the page's list are no goods that are sold.
func (f *tileFinder) noGoods(found []Found) bool {
	few := f.main[:min(len(f.main), maxAsked)]
	homes, asks, leads := 0, 0, 0
	for _, t := range few {
		from, to := f.extent(t)
		low := strings.ToLower(f.d.text[from:to])
		if homeSize.MatchString(low) && homeRooms.MatchString(low) {
			homes++
		}
		switch {
		case f.asks(t):
			asks++
		case goodsCounted.match(low) != 0 && holdsGoods.MatchString(low) && !f.d.tileBuys(t):
			leads++ // a department
		case jobWords.match(low) != 0 || f.leadsToOther(t) && !f.d.tileBuys(t):
			leads++
		}
	}
	offers := 0
	first := found[:min(len(found), maxAsked)]
	for i := range first {
		if ownWork.MatchString(first[i].Title) {
			offers++
		}
	}
	return 2*homes > len(few) || 2*(asks+leads) > len(few) || 2*offers > len(first)
}

// A home is described by its area and its rooms.
var (
	homeSize  = regexp.MustCompile(`\d\s?(?:m²|m2|mq|sq\.? ?ft|sqft|ft²|кв\.? ?м|㎡|坪)`)
	homeRooms = regexp.MustCompile(`\d\s?(?:hab|dorm|bed|bd|zimmer|zi\.|pokoj|pokoje|pok\.|pièce|chambre|local|camer|quarto|kamer|rum|rok|vær|rom|soverom|huone|комн|кімн|室|oda|szoba|izb|sob)`)
)

// asks reports whether a link or button of a tile asks for a gift of money, an application or a booking.
func (f *tileFinder) asks(t tile) bool {
	for i := t.lo; i < t.hi; i++ {
		switch f.d.nodes[i].DataAtom {
		case atom.A, atom.Button, atom.Input:
			if f.d.nodes[i].to-f.d.nodes[i].from > 60 {
				continue
			}
			if text := f.d.buttonText(i); giftText.MatchString(text) || len(text) < 40 && bookTexts[strings.ToLower(strings.TrimSpace(text))] {
				return true
			}
		}
	}
	return false
}

var giftText = regexp.MustCompile(`(?i)^\s*(?:donate|give|spende|jetzt spenden|giv|gi|støt|stöd|donner|je donne|faire un don|donar|dona|doar|doe|doneer|geef|wpłać|wpłacam|wesprzyj|skänk|ge|lahjoita|пожертв\pL*|помочь|bağış\pL*|přispět|daruj\pL*|寄付|捐)(?:[\s:!]|$|する|款)`)

// bookTexts are all the text of a button that books a service or a seat, or applies for work, lower case.
var bookTexts = wordMap(`book|book now|book online|book a place|book a seat|book a room|book a table|book a call|book a class|jetzt buchen|buchen|termin buchen|réserver ma place|reservar plaza|prenota|prenota ora|boek|boek nu|boka|boka nu|bestill time|rezervovat termín|забронировать|записаться|apply|apply now|quick apply|bewerben|jetzt bewerben|postuler|aplikuj|solliciteer|ansök|søk på stillingen|откликнуться|enrol|enrol now|enroll|enroll now|hire me|tickets|get tickets|buy tickets|find tickets|tickets kaufen|zu den tickets|biljetter|bilety|kup bilet|билеты|купить билет|biglietti|entradas|comprar entradas|billetterie`)

// holdsGoods tells how many products a department has, on a line of its own, lower case.
var holdsGoods = regexp.MustCompile(`(?m)^\(?\d[\d., ]*\s(?:products?|items|articles|produkte?|artikel|produits|productos|artículos|produtos|prodotti|articoli|producten|artikelen|produkt(?:y|ów|er)|varer|varor|tuotetta|товар\pL*|termék|produse|ürün|件の商品|件商品|개 상품)\)?(?:$|\s(?:from|ab|od|fra|från|desde|da|dès|à partir|vanaf|от|від|alkaen))`)

// goodsCounted are the words of holdsGoods.
var goodsCounted = newWordset([]wordRow{{1, []string{" product", " items", " articles", " produk", " artikel", " produits", " artículos", " produtos", " prodotti", " articoli", " varer", " varor", " tuotetta", " товар", " termék", " produse", " ürün", "件の商品", "件商品", " 상품"}}})

// jobWords are said of work that is offered, and of trips and meals that are paid by the head, lower case.
var jobWords = newWordset([]wordRow{{1, []string{"per annum", "p.a. brutto", "salary:", "gehalt:", "jahresgehalt", "brutto/monat", "full-time", "full time ·", "permanent, full", "vollzeit", "teilzeit", "festanstellung", "temps plein", "temps partiel", "jornada completa", "contrato indefinido", "tempo pieno", "tempo indeterminato", "umowa o pracę", "pełny etat", "wynagrodzenie", "полная занятость", "зарплата", "heltid", "deltid", "fulltime", "per person", "pro person", "p. p.", "par personne", "por persona", "a persona", "por pessoa", "per persoon", "za osobę", "na osobu", "pr. person", "/person", "/pers.", "с человека", "за человека", "kişi başı"}}})

// ownWork begins what somebody offers to do for others.
var ownWork = regexp.MustCompile(`(?i)^(?:i will|i['’]ll|i can|ich werde|ich erstelle|ich mache|ich gestalte|je vais|je ferai|je réalise|voy a |haré|eu vou|vou criar|ti creerò|creerò|ik zal|ik maak|zrobię|wykonam|я сделаю|я создам|сделаю|напишу) ?`)

// leadsToOther reports whether the address of a tile's link says that no product stands behind it.
func (f *tileFinder) leadsToOther(t tile) bool {
	i := f.link(t)
	if i < 0 {
		return false
	}
	u, err := url.Parse(strings.TrimSpace(f.href(i)))
	if err != nil {
		return false
	}
	for part := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		if otherPaths[part] {
			return true
		}
	}
	return false
}

// otherPaths are whole parts of the addresses of work, services, events, courses, recipes and homes. Left out is what is
// also the name of a department: "service", "workshop", "training", "hotel", "rooms".
var otherPaths = wordMap(`job|jobs|career|careers|vacancy|vacancies|stellenangebot|stellenangebote|stellenanzeige|stellenanzeigen|emploi|emplois|empleo|empleos|vagas|lavoro|praca|vacature|vacatures|rabota|gig|gigs|freelancer|freelancers|services|dienstleistungen|servicios|servizi|uslugi|` +
	`event|events|veranstaltung|veranstaltungen|konzert|konzerte|concert|concerts|evento|eventos|eventi|wydarzenie|wydarzenia|ticket|tickets|billet|billets|biglietti|entradas|bilety|course|courses|short-courses|kurs|kurse|cours|curso|cursos|corso|corsi|` +
	`recipe|recipes|rezept|rezepte|recette|recettes|receta|recetas|ricetta|ricette|przepis|przepisy|recepten|opskrift|opskrifter|fund|funds|fonds|fonder|fondi|fondos|etf|etfs|stocks|aktie|aktien|aktier|crypto|property|properties|property-for-sale|immobilie|immobilien|inmueble|inmuebles|immobili|realestate|real-estate|apartments`)

// leastHome is the price in any currency from which a home is sold.
const leastHome = 20_000

// describesHome reports whether the page tells an area and a number of rooms right behind its headline.
func (e *evidence) describesHome() bool {
	const reach = 500
	at := e.titleAt()
	low := strings.ToLower(e.d.text[at:min(len(e.d.text), at+reach)])
	return homeSize.MatchString(low) && homeRooms.MatchString(low)
}

// waitWords begin the text of a button that asks for word when a product is in stock again, lower case.
var waitWords = regexp.MustCompile(`(?i)^(?:notify me|email me|alert me|tell me when|join (?:the )?wait(?:ing )?list|benachrichtig|erinnere mich|prévenez-moi|m['’]avertir|m['’]alerter|avísame|avisarme|avvisami|avise-me|avisa-me|houd me op de hoogte|mail mij|powiadom|hlídat|strážiť|сообщить|уведомить|повідомити|bevaka|giv besked|giv mig besked|varsle|ilmoita|gelince haber|értesít|再入荷|入荷通知|到货通知|到貨通知|재입고)`)

// waits reports whether a button of the page asks for word when a product is in stock again.
func (d *document) waits() bool {
	for _, i := range d.forms {
		if n := &d.nodes[i]; n.DataAtom == atom.Button && n.to-n.from >= 6 && n.to-n.from <= 60 && n.flags&(inRelated|inChrome|inReview) == 0 && waitWords.MatchString(d.oneLine(i)) {
			return true
		}
	}
	return false
}

// cartHeads are the only headlines of a shopping cart's page, without their numbers, lower case.
var cartHeads = wordMap(`your basket|your cart|your bag|your shopping cart|your shopping bag|your shopping basket|my cart|my basket|my bag|my shopping cart|shopping cart|shopping basket|warenkorb|ihr warenkorb|mein warenkorb|dein warenkorb|einkaufswagen|panier|mon panier|votre panier|ton panier|mi carrito|tu carrito|carrito de compra|carrito de compras|mi cesta|tu cesta|cesta de la compra|carrello|il tuo carrello|il mio carrello|carrinho|meu carrinho|carrinho de compras|winkelwagen|mijn winkelwagen|jouw winkelwagen|winkelmandje|koszyk|twój koszyk|nákupní košík|nákupný košík|varukorg|din varukorg|kundvagn|indkøbskurv|din kurv|handlekurv|din handlekurv|ostoskori|корзина|ваша корзина|моя корзина|кошик|ваш кошик|sepetim|alışveriş sepeti|alışveriş sepetim|coșul meu|coșul tău|coș de cumpărături|καλάθι αγορών|購物車|购物车|ショッピングカート|お買い物かご|장바구니`)

// headsCart reports whether the page's one headline of the first level is a shopping cart's.
func (e *evidence) headsCart() bool {
	if e.head.node < 0 || len(e.d.heads) != 1 || e.d.heads[0] != e.head.node || len(e.head.text) > 60 {
		return false
	}
	head, _, _ := strings.Cut(strings.ToLower(e.head.text), "(")
	return cartHeads[strings.TrimSpace(strings.TrimRight(head, " 0123456789:.·-–"))]
}
