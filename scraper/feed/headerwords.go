package feed

import "strings"

// meaning is what a header's words stand for.
type meaning struct {
	field string // "" is not read, note says why
	note  string
	weak  bool // taken only where no column says the same more plainly
	from  region
}

// region is where a header's words are used, for the character set of a file that is not in UTF-8.
type region int

const (
	anywhere region = iota
	western         // Windows-1252
	central         // Windows-1250
	eastern         // Windows-1251
)

// meanings are the words by their folded form.
type meanings map[string]meaning

// headerMeanings is the table of the words that price lists, exports of shop systems and price comparisons have in their
// headers, for the fields of a listing.
func headerMeanings() meanings {
	m := meanings{}
	add := func(field, note string, weak bool, from region, words string) {
		for w := range strings.SplitSeq(words, "|") {
			if _, twice := m[w]; !twice {
				m[w] = meaning{field, note, weak, from}
			}
		}
	}
	for _, w := range plainWords() {
		add(w.field, "", false, anywhere, w.english)
		add(w.field, "", false, western, w.western)
		add(w.field, "", false, central, w.central)
		add(w.field, "", false, eastern, w.eastern)
	}
	for _, w := range weakWords() {
		add(w.field, "", true, anywhere, w.english)
		add(w.field, "", true, western, w.western)
		add(w.field, "", true, central, w.central)
		add(w.field, "", true, eastern, w.eastern)
	}
	const net = "a price without tax, or what someone pays for it: not what buyers see"
	add("", net, false, anywhere, "net price|price net|price excl vat|price ex vat|cost|cost price|purchase price|wholesale price|trade price")
	add("", net, false, western, "preis netto|nettopreis|netto|netto preis|vk netto|ek|ek preis|ek netto|einkaufspreis|haendlerpreis|handlerpreis|prix ht|prix d achat|prix achat|prix de revient|precio sin iva|precio neto|precio de compra|precio coste|prezzo netto|prezzo iva esclusa|prezzo di acquisto|costo|preco sem iva|preco de custo|prijs excl btw|inkoopprijs|pris exkl moms|inkopspris|kostpris")
	add("", net, false, central, "cena netto|cena zakupu|cena hurtowa|cena bez dph|nakupni cena|nakupna cena")
	add("", net, false, eastern, "цена без ндс|оптовая цена|цена оптовая|закупочная цена|опт|себестоимость")
	return m
}

type fieldWords struct{ field, english, western, central, eastern string }

// plainWords are the words that mean one field.
func plainWords() []fieldWords {
	return []fieldWords{
		{"external_id", "product id|item id|offer id", "produkt id|artikel id|identifiant|id produit|id producto|id prodotto|id articolo|id do produto", "id produktu|id towaru", "id товара|ид товара|идентификатор"},
		{"sku", "item number|item no|item nr|item code|product code|product number|product no|article number|article no|article code|art no|stock code|model number",
			"artikelnummer|artikel nr|artikelnr|artnr|art nr|art nummer|bestellnummer|bestell nr|bestellnr|produktnummer|materialnummer|sachnummer|reference|ref|reference article|reference produit|ref article|code article|code produit|referencia|referencia producto|codigo|codigo articulo|codigo de articulo|codigo producto|codigo de producto|codice|codice articolo|codice prodotto|cod articolo|cod prodotto|riferimento|codigo do produto|referencia do produto|artikelcode|productcode|productnummer|varenummer|varenr|tuotenumero|tuotekoodi",
			"kod produktu|kod towaru|symbol|indeks|nr artykulu|numer artykulu|numer katalogowy|nr katalogowy|katalogove cislo|kod zbozi|cislo zbozi|kod tovaru|cikkszam|cod produs",
			"артикул|код|код товара|код продукта|номенклатурный номер|код товару"},
		{"title", "product name|item name|article name|name of product|product title",
			"titel|bezeichnung|artikelbezeichnung|artikelname|produktbezeichnung|produktname|produkttitel|nom|nom du produit|nom produit|nom de l article|designation|libelle|libelle article|intitule|titre|nombre|nombre producto|nombre del producto|nombre del articulo|denominacion|titulo|nome|nome prodotto|nome articolo|nome del prodotto|denominazione|titolo|nome do produto|titulo do produto|naam|productnaam|artikelnaam|artikelomschrijving|namn|produktnamn|artikelnamn|benamning|navn|produktnavn|varenavn|nimi|tuotenimi|urun adi",
			"nazwa|nazwa produktu|nazwa towaru|nazwa artykulu|tytul|nazev|nazev produktu|nazev zbozi|nazov|nazov produktu|nazov tovaru|megnevezes|termeknev|denumire|denumire produs|naziv|naziv artikla",
			"наименование|название|наименование товара|название товара|номенклатура|назва|назва товару|найменування"},
		{"price", "selling price|sales price|current price|price incl vat|price inc vat|gross price|price gross|retail price|unit price|our price",
			"preis|verkaufspreis|vk|vk preis|vk brutto|bruttopreis|preis brutto|endpreis|einzelpreis|ladenpreis|preis inkl mwst|aktueller preis|prix|prix ttc|prix de vente|prix vente|prix de vente ttc|prix unitaire|prix actuel|prix public ttc|precio|precio venta|precio de venta|precio final|precio con iva|precio iva incluido|precio unitario|pvp|prezzo|prezzo di vendita|prezzo vendita|prezzo ivato|prezzo iva inclusa|prezzo unitario|prezzo al pubblico|preco|preco de venda|preco final|preco com iva|prijs|verkoopprijs|prijs incl btw|pris|pris inkl moms|forsaljningspris|utsalgspris|salgspris|hinta|fiyat|satis fiyati",
			"cena|cena brutto|cena sprzedazy|cena detaliczna|cena jednostkowa|cena s dph|cena vcetne dph|prodejni cena|predajna cena|ar|brutto ar|eladasi ar|fogyasztoi ar|pret|pret cu tva|pret vanzare|cijena|maloprodajna cijena",
			"цена|цена с ндс|розничная цена|цена розничная|цена продажи|стоимость|роздрібна цена|ціна|роздрібна ціна"},
		{"list_price", "list price|rrp|msrp|srp|recommended price|recommended retail price|suggested retail price|was price|old price|regular price|original price|compare at price",
			"listenpreis|uvp|uvp preis|unverbindliche preisempfehlung|statt preis|stattpreis|streichpreis|alter preis|bisheriger preis|prix barre|prix conseille|prix catalogue|prix public|ancien prix|prix d origine|pvr|pvpr|precio anterior|precio tarifa|precio de lista|precio recomendado|precio original|prezzo di listino|prezzo listino|listino|prezzo consigliato|prezzo barrato|prezzo precedente|prezzo originale|preco de tabela|preco anterior|preco recomendado|adviesprijs|van prijs|oude prijs|rek pris|rekommenderat pris|ordinarie pris|vejledende pris|veiledende pris|liste fiyati",
			"cena katalogowa|cena regularna|cena sugerowana|stara cena|cena przed obnizka|doporucena cena|bezna cena|puvodni cena|odporucana cena|listaar|pret intreg|pret recomandat|stara cijena",
			"старая цена|рекомендованная цена|рекомендуемая цена|ррц|цена до скидки|стара ціна"},
		{"currency", "currency code", "wahrung|waehrung|devise|monnaie|moneda|divisa|valuta|moeda|para birimi", "waluta|mena|penznem", "валюта"},
		{"brand", "brand name", "marke|markenname|marque|marca|merk|varumarke|maerke|merke|tuotemerkki", "marka|znacka", "бренд|марка|торговая марка"},
		{"gtin", "ean|ean code|ean13|ean 13|ean number|ean gtin|gtin ean|gtin 13|gtin13|barcode|bar code|upc|upc ean|jan", "ean nummer|ean nr|strichcode|barcode ean|code barre|code barres|code ean|gencod|codigo de barras|codigo ean|codigo barras|codice a barre|codice ean|streepjescode|streckkod|stregkode|strekkode|barkod", "kod kreskowy|kod ean|ean kod|carovy kod|ciarovy kod|vonalkod|cod de bare|barkod ean", "штрихкод|штрих код|ean штрихкод"},
		{"mpn", "manufacturer part number|manufacturer number|part number|part no|mfr part number|oem number", "herstellernummer|hersteller nr|hersteller artikelnummer|herstellerartikelnummer|reference fabricant|ref fabricant|reference constructeur|referencia fabricante|codice produttore|codice fornitore|fabrikantcode", "kod producenta|numer producenta|nr producenta|kod vyrobce", "артикул производителя|код производителя"},
		{"category", "product category|product group|product type", "kategorie|warengruppe|produktgruppe|artikelgruppe|categorie|categorie produit|rayon|famille|categoria|familia|categoria prodotto|reparto|productgroep|kategori|varegruppe|varugrupp", "kategoria|kategoria produktu|grupa|grupa towarowa|skupina|kategoria tovaru|categorie produs|kategorija", "категория|раздел|группа|товарная группа|категорія"},
		{"availability", "stock status|availability status|in stock", "verfugbarkeit|verfuegbarkeit|lieferstatus|lagerstatus|disponibilite|disponibilidad|disponibilita|disponibilidade|beschikbaarheid|tillganglighet|lagerstatus|tilgjengelighet|tilgaengelighed", "dostepnosc|dostupnost|dostupnost tovaru|elerhetoseg|disponibilitate", "наличие|доступность|наявність"},
		{"condition", "item condition", "zustand|etat|estado del producto|condizione|condizioni|condicao|staat", "stan produktu|stav zbozi", "состояние"},
		{"seller", "shop name|store name|merchant", "verkaufer|verkaeufer|anbieter|vendeur|marchand|vendedor|tienda|venditore|loja|verkoper|saljare", "sprzedawca|prodejce|predajca", "продавец|магазин"},
		{"shipping", "shipping cost|shipping price|delivery cost|delivery price|postage", "versand|versandkosten|lieferkosten|porto|frais de port|frais de livraison|frais d envoi|gastos de envio|coste de envio|spese di spedizione|costo di spedizione|costi di spedizione|custo de envio|portes|verzendkosten|frakt|fraktkostnad|fragt", "koszt dostawy|koszt wysylki|koszty dostawy|cena dopravy|postovne", "стоимость доставки|цена доставки|доставка"},
		{"url", "product url|product link|link|web address", "produktlink|produkt url|artikellink|deeplink|lien|lien produit|url produit|enlace|url producto|url del producto|link prodotto|url prodotto|link do produto|url do produto|lank", "adres url|link do produktu|odkaz|url produktu", "ссылка|ссылка на товар|адрес страницы|посилання"},
		{"rating", "average rating|star rating|stars", "bewertung|durchschnittsbewertung|sternebewertung|note moyenne|valoracion|valoracion media|calificacion|puntuacion|valutazione|valutazione media|avaliacao|beoordeling|betyg", "ocena|srednia ocena|hodnoceni|hodnotenie", "рейтинг|оценка|средняя оценка"},
		{"review_count", "reviews|review count|number of reviews|reviews count", "anzahl bewertungen|anzahl der bewertungen|bewertungen|rezensionen|anzahl rezensionen|kundenbewertungen|nombre d avis|nb avis|avis|avis clients|numero de opiniones|n opiniones|opiniones|resenas|numero de resenas|valoraciones|numero de valoraciones|numero recensioni|numero di recensioni|n recensioni|recensioni|numero de avaliacoes|avaliacoes|opinioes|aantal beoordelingen|aantal reviews|beoordelingen|recensies|antal omdomen|omdomen|antal anmeldelser|anmeldelser|yorum|yorum sayisi|degerlendirme sayisi", "liczba opinii|liczba recenzji|opinie|recenzje|pocet recenzi|pocet hodnoceni|recenze|recenzie", "количество отзывов|отзывы|число отзывов|відгуки|кількість відгуків"},
		{"rating_count", "rating count|ratings count|number of ratings|no of ratings|ratings total", "anzahl sterne bewertungen|nombre de notes|numero de calificaciones", "liczba ocen", "количество оценок"},
		{"units_sold", "units sold|sold|quantity sold|sold count|number sold|total sold|items sold|bought in last month|bought in past month|bought last month|bought past month",
			"verkauft|verkaufte stuckzahl|verkaufte stucke|vendus|unites vendues|quantite vendue|vendidos|unidades vendidas|cantidad vendida|venduti|unita vendute|quantidade vendida|verkocht|aantal verkocht|satilan", "sprzedano|sprzedanych|prodano", "продано|количество продаж"},
		{"observed_at", "observed at|collected at|captured at|price date|date of price", "erfasst am|preisdatum|preis vom|stand vom|date releve|date du releve|date du prix|fecha precio|fecha de captura|data rilevazione|data prezzo|data do preco|prijsdatum", "data odczytu|data ceny|datum ceny", "дата цены|дата сбора"},
	}
}

// weakWords are the words that can mean another thing as well.
func weakWords() []fieldWords {
	return []fieldWords{
		{"external_id", "id|no|number", "nr|nummer|numero", "numer", "номер|ид"},
		{"title", "name|item|product|article|description|product description", "artikel|produkt|produit|article|producto|articulo|prodotto|articolo|produto|artigo|beschreibung|artikelbeschreibung|produktbeschreibung|descripcion|descrizione|descrizione articolo|descrizione prodotto|descricao|omschrijving|beskrivning|vara|vare|tuote|urun", "produkt nazwa|towar|artykul|opis|popis|zbozi|tovar|termek|produs", "товар|описание|продукт"},
		{"price", "amount", "betrag|montant|importe|importo|bedrag", "kwota", "сумма"},
		{"brand", "manufacturer|maker|vendor", "hersteller|fabricant|fabricante|produttore|fabbricante|fabrikant|tillverkare|producent|leverandor|uretici", "vyrobce|vyrobca|gyarto|producator|proizvodac", "производитель|виробник"},
		{"availability", "stock|status|quantity|qty|inventory", "bestand|lagerbestand|lager|menge|stuckzahl|stock disponible|quantite|existencias|cantidad|giacenza|quantita|stato|estoque|quantidade|voorraad|aantal|antal|lagersaldo|stok", "stan magazynowy|stan|ilosc|sklad|skladem|mnozstvi|keszlet|stoc", "остаток|количество|остатки|залишок"},
		{"observed_at", "date|timestamp|updated|last updated", "datum|stand|date|fecha|data", "data aktualizacji", "дата"},
		{"seller", "shop|store", "handler|haendler|boutique|negozio|winkel|butik", "sklep|obchod", ""},
	}
}
