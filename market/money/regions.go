package money

import "strings"

// countryRows: currency, then the countries (ISO 3166) that price in it. Source: ISO 4217 list one.
const countryRows = `
EUR AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK GP MQ GF RE YT BG EU
USD US PR EC SV GU VI AS MP TC VG PA ZW TL FM MH PW
GBP GB UK IM JE GG
CHF CH LI
JPY JP
CNY CN
TWD TW
HKD HK
MOP MO
KRW KR
INR IN
PKR PK
LKR LK
NPR NP
BDT BD
MUR MU
CAD CA
AUD AU KI NR TV
NZD NZ CK NU
MXN MX
ARS AR
CLP CL
COP CO
UYU UY
PYG PY
PEN PE
BOB BO
BRL BR
VES VE
CRC CR
GTQ GT
HNL HN
NIO NI
DOP DO
CUP CU
JMD JM
TTD TT
BZD BZ
SEK SE
NOK NO SJ
DKK DK FO GL
ISK IS
PLN PL
CZK CZ
HUF HU
RON RO
MDL MD
RSD RS
BAM BA
MKD MK
ALL AL
RUB RU
UAH UA
BYN BY
KZT KZ
KGS KG
UZS UZ
TJS TJ
TMT TM
AZN AZ
GEL GE
AMD AM
MNT MN
TRY TR
ILS IL PS
AED AE
SAR SA
QAR QA
KWD KW
BHD BH
OMR OM
JOD JO
LBP LB
SYP SY
IQD IQ
IRR IR
YER YE
AFN AF
EGP EG
MAD MA
TND TN
DZD DZ
LYD LY
SDG SD
ZAR ZA
NAD NA
BWP BW
NGN NG
GHS GH
KES KE
TZS TZ
UGX UG
RWF RW
ETB ET
XOF SN CI ML BF BJ TG NE GW
XAF CM GA CG TD CF GQ
AOA AO
MZN MZ
ZMW ZM
MGA MG
THB TH
VND VN
IDR ID
MYR MY
SGD SG
PHP PH
KHR KH
LAK LA
MMK MM
BND BN
MVR MV
XPF NC PF WF
FJD FJ
LSL LS
SZL SZ
GIP GI
SCR SC
BTN BT
PGK PG
SBD SB
WST WS
TOP TO
VUV VU
BBD BB
BSD BS
BMD BM
KYD KY
GYD GY
SRD SR
HTG HT
XCD AG DM GD KN LC VC AI MS
AWG AW
SOS SO
DJF DJ
KMF KM
CDF CD
BIF BI
GNF GN
GMD GM
SLE SL
LRD LR
MRU MR
CVE CV
STN ST
ERN ER
MWK MW
SSP SS
FKP FK
SHP SH
`

// languageRows: currency, then the languages whose shops price in it almost without exception. English, French,
// Spanish, Portuguese and Arabic are spoken in too many countries to say anything.
const languageRows = `
EUR de it nl fi el et lv lt sl sk ca eu gl hr
JPY ja
CNY zh
KRW ko
PLN pl
CZK cs
HUF hu
RON ro
RSD sr
DKK da
SEK sv
NOK nb no nn
ISK is
RUB ru
UAH uk
BYN be
KZT kk
KGS ky
UZS uz
GEL ka
AMD hy
AZN az
TRY tr
ILS he iw
IRR fa
THB th
VND vi
IDR id
MYR ms
KHR km
LAK lo
MMK my
BDT bn
INR hi mr gu kn te ml pa
MKD mk
BAM bs
ALL sq
MNT mn
`

var (
	countryCurrency  = tableOf(countryRows)
	languageCurrency = tableOf(languageRows)
)

// tableOf turns rows "CODE key key…" into key → code.
func tableOf(rows string) map[string]Currency {
	out := map[string]Currency{}
	for line := range strings.Lines(rows) {
		f := strings.Fields(line)
		for i := 1; i < len(f); i++ {
			out[f[i]] = Currency(f[0])
		}
	}
	return out
}

// Where the decimal mark of a text is in doubt, the place decides. Sources: CLDR number patterns.
const (
	commaLanguages = " af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lt lv mk mn nb nl nn no pl pt ro ru sk sl sq sr sv tg tk tr uk uz vi "
	pointLanguages = " en zh ja ko th he iw hi bn ms ur ta te mr gu kn ml pa si ne my km fil tl ar fa sw am "
	// pointRegions use the point although their language has the comma elsewhere.
	pointRegions = " MX US PR GT HN NI SV PA PE DO CH LI "
	pointPlaces  = " US GB UK IE AU NZ CA MX GT HN NI SV PA PE DO PR CN TW HK MO JP KR IN PK LK NP BD TH MY SG PH IL KE NG GH TZ UG EG SA AE QA KW BH OM JO CH LI MT "
	commaPlaces  = " DE AT FR BE NL IT ES PT GR FI SE NO DK IS PL CZ SK HU RO BG RS BA MK AL HR SI EE LV LT LU RU UA BY KZ TR BR AR CL CO UY PY BO VE EC CR ID VN TN DZ MA "
	// commaMoney is written with a decimal comma at home, so that a point before three digits groups.
	commaMoney = " EUR DKK NOK SEK ISK PLN CZK HUF RON MDL BGN RSD BAM MKD ALL HRK RUB UAH BYN KZT TRY BRL ARS CLP COP UYU PYG BOB VES IDR VND CRC GEL AMD AZN UZS KGS DZD MAD ANG AOA MZN XOF XAF "
	// wholeMoney is in practice never shown with decimals, whatever its minor unit.
	wholeMoney = " JPY KRW VND IDR CLP PYG ISK HUF IRR COP UGX XOF XAF IQD LBP SYP UZS KHR LAK MMK MNT TZS RWF GNF BIF KMF XPF VUV DJF CRC AMD KZT RSD NGN "
	// milliMoney has three decimals, so that three digits after a mark are expected.
	milliMoney = " KWD BHD OMR JOD TND LYD "
)

// localeMark returns the decimal mark of the hinted place, 0 if it says nothing.
func localeMark(h Hint) byte {
	lang, region := splitLocale(h.Locale)
	switch {
	case lang != "" && region != "" && in(pointRegions, region):
		return '.'
	case lang == "en" && region != "" && in(commaPlaces, region):
		return 0 // an English page of a comma country: both are seen
	case in(commaLanguages, lang):
		if in(pointRegions, strings.ToUpper(h.Country)) {
			return '.'
		}
		return ','
	case in(pointLanguages, lang):
		return '.'
	}
	switch c := strings.ToUpper(h.Country); {
	case in(pointPlaces, c):
		return '.'
	case in(commaPlaces, c):
		return ','
	}
	return 0
}

func in(list, word string) bool { return word != "" && strings.Contains(list, " "+word+" ") }
