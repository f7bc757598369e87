package extract

import "strings"

// knownMakers are makers of goods known the world over whose names are no common words, folded as wordsOf does: a name that
// begins with one is that maker's where the page says nothing else.
var knownMakers = wordMap(`acer|adidas|aeg|aiwa|akai|alcatel|amd|anker|aquaphor|ariston|armani|asics|asrock|asus|audi|babyliss|bauknecht|beko|bic|birkenstock|bissell|bosch|bose|braun|breville|brembo|brita|burberry|bvlgari|calvin klein|canon|carhartt|casio|catrice|chicco|clarks|clinique|coleman|corsair|cuisinart|daikin|delonghi|de longhi|dell|denon|dewalt|dji|dyson|einhell|electrolux|epson|eset|festool|fila|fiskars|fitbit|fjällräven|fluke|fujifilm|fujitsu|garmin|gardena|gigabyte|gillette|givenchy|gopro|gorenje|grohe|grundfos|gucci|guerlain|haier|hansgrohe|harman kardon|hasbro|havaianas|helly hansen|henkel|hikoki|hilti|hisense|honeywell|hotpoint|hp|huawei|hugo boss|husqvarna|hyperx|ikea|indesit|intel|jabra|jbl|jvc|kärcher|kenwood|keter|kingston|kitchenaid|knipex|krups|kyocera|lacoste|lancôme|lego|leica|leifheit|lenovo|levi's|lexmark|lg|liebherr|linksys|logitech|l'oréal|lowepro|luminarc|magnat|makita|mammut|marantz|mattel|maybelline|melitta|metabo|michelin|microsoft|miele|milwaukee|mitsubishi|moleskine|motorola|msi|napapijri|neff|nespresso|netgear|new balance|nikon|nilfisk|nintendo|nivea|nokia|nvidia|olympus|omron|oneplus|oppo|oral-b|osram|panasonic|pentax|philips|pirelli|playmobil|plantronics|polaroid|prada|pyrex|ralph lauren|ravensburger|ray ban|ray-ban|razer|realme|reebok|remington|roborock|roccat|rolex|rowenta|russell hobbs|ryobi|salomon|samsonite|samsung|sandisk|scarpa|schleich|schwarzkopf|seagate|seiko|sennheiser|severin|shimano|siemens|skechers|smeg|sodastream|sony|sonos|steelseries|stihl|swarovski|tag heuer|tamron|tchibo|tefal|texas instruments|timberland|tissot|tommy hilfiger|tomtom|toshiba|tupperware|ugreen|under armour|versace|vichy|victorinox|vileda|viewsonic|vorwerk|wacom|weber|western digital|whirlpool|wilo|wmf|xiaomi|yamaha|zanussi|zotac|zwilling`)

// fitsOthers are in the names of goods that only fit a maker's, lower case.
var fitsOthers = newWordset([]wordRow{{1, []string{" for ", " für ", " fuer ", " pour ", " para ", " per ", " voor ", " til ", " till ", " för ", " do ", " dla ", " pro ", " na ", " для ", " pentru ", " για ", " için ", "compatible", "kompatib", "compatib", "replacement", "ersatz", "case", "cover", "hülle", "coque", "funda", "custodia", "hoesje", "etui", "чехол"}}})

// knownMaker is a maker known the world over with whose name the product's begins.
func (e *evidence) knownMaker() (string, fact, float64) {
	words := strings.Fields(e.found.Title)
	if len(words) < 3 || fitsOthers.match(" "+strings.ToLower(e.found.Title)+" ") != 0 {
		return "", fact{}, 0
	}
	for _, n := range []int{2, 1} {
		name := strings.Trim(strings.Join(words[:n], " "), ",:®™")
		if knownMakers[strings.ToLower(name)] {
			return name, fact{e.found.Title, "a maker's name that begins the product's"}, 0.15
		}
	}
	return "", fact{}, 0
}
