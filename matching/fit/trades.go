package main

import "strings"

// trade is a line of business as shops describe it, from which catalogues are invented. Lists are separated by commas.
type trade struct {
	name    string
	makers  makerStyle
	suffix  string // what may follow a maker's name
	nouns   string // kinds of product
	slots   []string
	sizes   string // with units
	talk    string // words of one shop
	codes   string // patterns of part numbers: A a letter, 9 a digit; "" none
	coded   [2]float64
	brands  [2]float64 // how often each side has a brand field
	said    [2]float64 // how often each side's title names the maker
	prices  [2]float64
	plain   bool       // lines are common words, as titles of books, songs and beers are
	offers  bool       // several shops' offers with some pairs labelled, not two catalogues
	kinds   [2]float64 // how often each side's category is the kind of product, where it has one
	figures string     // pattern of a figure in descriptions: 9 a digit; "" none
	near    float64    // how often each kind of thing stands beside a family of products; see neighbours
	loud    float64    // how often side 1 titles like a marketplace's seller
}

type makerStyle int

const (
	word makerStyle = iota
	person
	house // two common words
)

// trades lists what is invented. The words are everyday words of each trade; makers and lines are made up.
var trades = []trade{
	{name: "food", makers: word, suffix: "foods,farms,kitchen,brand", nouns: "granola,crackers,olive oil,green tea,espresso beans,tomato soup,cookies,honey,rice,muesli,cat food,juice,yogurt,peanut butter",
		slots: []string{"vanilla,strawberry,lemon,original,mango,coconut,garlic,chili,cheese,pepper,cherry,banana,mushroom,rosemary,cocoa,ginger,walnut,salted", "organic,light,classic,gluten free,sugar free,extra,whole,,,"},
		sizes: "4 oz,8 oz,12 oz,16 oz,100 g,250 g,500 g,1 kg,330 ml,500 ml,1 l", talk: "fresh,tasty,new,vegan,premium quality,snack,no additives,family size", brands: [2]float64{0.9, 0.5}, said: [2]float64{0.9, 0.8}, prices: [2]float64{1, 0.8}, kinds: [2]float64{0.8, 0.6}},
	{name: "drinks", makers: house, suffix: "brewing company,brewery,winery,cellars,distillery,brewing co", nouns: "ale,stout,lager,porter,pilsner,merlot,chardonnay,gin,whisky,cider,wheat beer,sour ale", plain: true,
		slots: []string{",,,,2010,2012,2014,barrel aged,reserve,special,winter,double,imperial,dry hopped,peach,plum,honey"}, brands: [2]float64{1, 0.95}, said: [2]float64{0.1, 0.4}, kinds: [2]float64{0.95, 0.8}, figures: "9.9 %"},
	{name: "beauty", makers: word, suffix: "labs,cosmetics,professional,beauty", nouns: "lip gloss,blush,hand cream,conditioner,eyeliner,serum,face mask,hair color,perfume,sun lotion,shower gel",
		slots: []string{"01 light,02 beige,03 tan,10 rose,11 peony,12 ruby,20 plum,24 mocha,30 copper,scarlet,blossom,dusk,amber,jasmine,vetiver,aloe,citrus,argan", "matte,satin,waterproof,sensitive,,,,"},
		sizes: "5 ml,10 ml,50 ml,75 ml,200 ml,300 ml,2 oz,4 g", talk: "long lasting,all skin types,gift idea,cruelty free,new look,for her,best price", brands: [2]float64{1, 0.7}, said: [2]float64{1, 0.85}, prices: [2]float64{1, 1}, kinds: [2]float64{0.8, 0.4}},
	{name: "media", makers: person, nouns: ",,,,a novel,poems,stories,memoirs,a history", plain: true,
		slots: []string{",,,,,2nd edition,3rd edition,4th edition,volume 1,volume 2,volume 3,deluxe edition,live,remix,audiobook,illustrated,acoustic,extended version,box set"}, talk: "paperback,hardcover,import,album version,cd,new release,explicit", brands: [2]float64{1, 0.85}, said: [2]float64{0, 0.35}, prices: [2]float64{0.8, 0.7}, figures: "9:99"},
	{name: "clothing", makers: word, nouns: "sneakers,running shoe,boot,sandals,jacket,backpack,sunglasses,jeans,t-shirt,watch,loafers,cap", offers: true,
		slots: []string{"black,white,navy,red,grey,olive,brown,pink,beige,blue,black white,blue orange,silver", "mens,womens,kids,mens,womens,", "low,mid,high,wide,slim,,,,,", ",,2,3,4,5,ii,10"},
		sizes: ",,,40 mm,44 mm,36 mm", talk: "shop online,sale,size 8,outlet,free shipping,sport,style,null,buy,reviews,store", codes: "999999-999,AA9999,A99999,AA-999A,AAA9999.AA", coded: [2]float64{0.5, 0.5}, said: [2]float64{0.93, 0.93}},
	{name: "software", makers: word, suffix: "software,inc,systems,entertainment", nouns: "photo editor,tax,antivirus,accounting,video editor,language course,typing,racing game,strategy game,web design,backup,encyclopedia,utilities",
		slots: []string{"standard,professional,premium,deluxe,home,student,small business,", "2005,2006,2007,1,2,3,4.0,5.5,8,9,10,11,12", ",,,upgrade,5 user,academic,license,add-on", "win,mac,,,,pc,win mac"},
		talk:  "cd-rom,dvd-rom,complete package,old version,retail box,full version,download,windows xp vista", brands: [2]float64{0.8, 0.15}, said: [2]float64{0.4, 0.7}, prices: [2]float64{0.8, 0.95}, kinds: [2]float64{0.7, 0.3}},
	{name: "parts", makers: word, nouns: "drill,saw blade,air filter,brake disc,battery,toner cartridge,memory module,hard drive,router,keyboard,headphones,network camera,lens,charger,printer,monitor,flash drive,cable,bearing",
		slots: []string{"black,white,silver,front,rear,cyan,magenta,mono,wireless,usb,left,right", "pro,plus,compact,ultra,,,,,"}, sizes: "8 gb,16 gb,32 gb,500 gb,1 tb,18 v,12 v,3 ft,6 ft,24 in,27 in,50 mm",
		talk: "new,retail,oem,with warranty,kit,for business,bulk,high speed", codes: "AA999,AA-9999A,999999,A9999AA,AAA-A999,99-999,AA99A999", coded: [2]float64{0.7, 0.6}, near: 0.1, brands: [2]float64{0.7, 0.6}, said: [2]float64{1, 0.85}, prices: [2]float64{0.8, 0.8}, kinds: [2]float64{0.9, 0.6}},
	{name: "offers", makers: word, nouns: "processor,motherboard,ssd,memory kit,notebook,camera,lens,memory card,tablet,tripod,switch,graphics card,server,battery grip", offers: true,
		slots: []string{"black,silver,white,,,", "i3,i5,i7,g3,g4,mk 2,mk 3,x2,,", "pro,lite,evo,plus,,,,"}, sizes: "4 gb,8 gb,16 gb,128 gb,256 gb,1 tb,13 in,15.6 in,18-55 mm,35 mm,70-200 mm",
		talk: "null,buy online,price,reviews,retail,oem,wholesale,new,shop,accessories", codes: "AA999A9,999999-A99,AAAA9AA,AA-9999,AA999999A", coded: [2]float64{0.6, 0.6}, said: [2]float64{0.93, 0.93}},
	{name: "toys", makers: word, nouns: "building set,doll,puzzle,board game,action figure,plush,train,play kitchen,card game,water gun,ride on,craft kit",
		slots: []string{"police,farm,castle,pirate,space,zoo,princess,dino,racing,jungle,fire,wizard,bakery,hospital", "red,blue,pink,green,mini,large,,,,,,", "100 pieces,500 pieces,1000 pieces,,,,"}, talk: "for kids,ages 3+,gift,toy,playset,discontinued,family fun",
		codes: "9999,99999,A9999", coded: [2]float64{0.6, 0.35}, brands: [2]float64{0.8, 0.5}, said: [2]float64{1, 0.8}, prices: [2]float64{1, 1}, kinds: [2]float64{0.7, 0.5}},
	{name: "haushalt", makers: word, nouns: "Wasserkocher,Staubsauger,Toaster,Pfanne,Bügeleisen,Kaffeemaschine,bouilloire,aspirateur,poêle,cafetière,hervidor,sartén,plancha,чайник,пылесос,утюг,сковорода",
		slots: []string{"schwarz,weiß,rot,blau,noir,blanc,rouge,inox,negro,blanco,rojo,черный,белый,красный", "2,3,pro,plus,,,,"}, sizes: "1.5 l,1.7 l,24 cm,28 cm,700 w,850 w,2400 w,5 kg", talk: "neu,mit Deckel,für Zuhause,neuf,garantie,oferta,nuevo,новый,акция,Testsieger",
		codes: "AA999,AAA9999,A99-A", coded: [2]float64{0.6, 0.45}, near: 0.1, brands: [2]float64{0.8, 0.4}, said: [2]float64{1, 0.95}, prices: [2]float64{1, 0.9}},
	{name: "market", makers: word, nouns: "phone,headphones,camera,tablet,speaker,console,smartwatch,drone,e-reader,mouse,,,,,", near: 0.4, loud: 0.8,
		slots: []string{"2,3,4,5,6,7,8,10,12,13", ",,pro,lite,ultra,mini,max,plus", "black,white,blue,red,green,silver,gold,grey,pink"}, sizes: "64 gb,128 gb,256 gb,512 gb,,", brands: [2]float64{0, 0}, said: [2]float64{1, 0.6}, prices: [2]float64{0.5, 0}},
	{name: "games", makers: house, plain: true, nouns: ",,,game", slots: []string{",,,2,3,4,5,2021,2022,ii,iii", ",,,standard edition,deluxe edition,gold edition,ultimate edition,collectors edition,complete edition,premium",
		"ps4,ps5,xbox one,xbox series x,pc,switch,mac,windows,wii", ",,,,1 year,3 devices,5 users"}, talk: "video game,brand new sealed,download code,key,disc,digital", brands: [2]float64{0.2, 0.1}, said: [2]float64{0, 0.1}, prices: [2]float64{0.9, 0.6}},
}

// commonWords make lines that many products share a word of.
var commonWords = strings.Fields("river stone shadow garden winter summer king queen house road light dark night morning silver golden broken secret lost wild little last first red blue green black white old new long deep high love heart dream fire water wind storm star moon sun sky sea island mountain valley forest city bridge tower door window mirror letter song dance story game war peace life death time hour day year child mother father brother sister friend stranger enemy hunter farmer sailor soldier doctor teacher painter writer bird wolf fox bear lion horse dog cat snake fish rose tree leaf apple bread salt honey iron glass paper gold crown sword ship train circle line edge end beginning return promise truth lie silence voice echo memory future past empire republic frontier harbor lighthouse orchard meadow canyon prairie desert glacier thunder lightning rain snow frost ember ash smoke dust")

var syllables = strings.Fields("ba be bo ca co da de di do fa fe fi ga go ha he ka ke ki la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za zo lex tron max son dor vel nix tec ron mar tan ber gal")

var forenames = strings.Fields("James Mary John Linda Robert Susan David Karen Paul Nancy Mark Laura Peter Anna Henry Clara Oscar Ruth Simon Helen Martin Julia Victor Diana Edgar Nora Felix Irene Hugo Alice")
