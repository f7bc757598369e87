package fetch

import "regexp"

// The words that walls put into their titles, headings and few lines, in the main languages of shops. Word boundaries of
// the expressions are those of ASCII: words of other scripts stand outside of them.
var (
	challengeScript = regexp.MustCompile(`(?i)_cf_chl_opt|captcha-delivery\.com|px-captcha|_pxAppId|awswaf|AwsWafIntegration|geetest\.com|initGeetest`)
	challengeURL    = regexp.MustCompile(`(?i)/cdn-cgi/challenge-platform|captcha-delivery\.com|/errors/validateCaptcha|hcaptcha\.com/1/api|recaptcha/api|geetest|perimeterx|/_Incapsula_Resource|distil_r_captcha|/punish\?`)
	challengeID     = regexp.MustCompile(`(?i)^(?:cf-challenge|challenge-form|px-captcha|captcha-?(?:form|container|box|wrapper)?|g-recaptcha|h-captcha|nc_1_wrapper|baxia-punish)$`)

	humanWords = regexp.MustCompile(`(?i)robot check|are you (?:a )?(?:human|robot)|(?:verify|confirm|prove) (?:that )?you(?: a|['’])re (?:a )?human|verifying you are human|just a moment|checking your browser|attention required|security check|unusual traffic|not a (?:ro)?bot|you were a bot|pardon our interruption|press (?:&(?:amp;)?|and) hold|enter the characters you see` +
		`|bist du ein mensch|kein roboter|sicherheitsüberprüfung|vérification de sécurité|pas un robot|no (?:soy|eres|es) un robot|não (?:sou|é) um robô|verifica di sicurezza|non sei un robot|(?:geen|niet een) robot|nie jeste(?:ś|m) robotem|nejste robot|robot olmadığınızı|ikke en robot|inte en robot` +
		`|подтвердите, что вы не робот|не робот|安全验证|验证码|滑块|人机验证|ロボットではありません|로봇이 아닙니다`)
	deniedWords = regexp.MustCompile(`(?i)access denied|access to this page has been denied|you have been blocked|request blocked|zugriff verweigert|accès (?:refusé|interdit)|acceso denegado|accesso negato|acesso negado|toegang geweigerd|odmowa dostępu|dostęp zabroniony|åtkomst nekad|adgang nægtet|přístup odepřen|erişim engellendi` +
		`|доступ запрещен|доступ ограничен|访问被拒绝|访问受限|アクセスが拒否`)
	placeWords = regexp.MustCompile(`(?i)(?:not|isn['’]t|un) ?available (?:in|from|for) your (?:country|region|location|area)|restricted in your (?:country|region)|unavailable for legal reasons|from a country in the (?:eea|eu|european)` +
		`|in (?:deinem|ihrem) land (?:leider )?nicht verfügbar|n['’]est pas disponible dans votre (?:pays|région)|no (?:está )?disponible en (?:tu|su) (?:país|región)|não (?:está )?disponível (?:no seu país|na sua região)|non (?:è )?disponibile nel tuo paese|niet beschikbaar in (?:jouw|je|uw) (?:land|regio)|niedostępn\pL+ w (?:twoim|państwa) kraju|inte tillgänglig i ditt land` +
		`|недоступ\pL+ в вашем? (?:стране|регионе)|您所在的(?:国家|地区).{0,8}(?:不可用|无法|不提供)|お住まいの(?:国|地域).{0,8}(?:利用|表示)できません`)
	consentWords = regexp.MustCompile(`(?i)before you continue|bevor (?:sie|du) fort|avant de (?:continuer|poursuivre)|antes de continuar|prima di continuare|voordat (?:je|u) verder|zanim przejdziesz|akzeptieren und weiter|accept and continue|accepter et continuer` +
		`|age (?:verification|check|gate)|are you (?:over|at least|older than|of legal)|legal (?:drinking|smoking) age|alters(?:verifikation|prüfung|nachweis|abfrage|kontrolle)|über (?:16|18) jahre|âge légal|plus de 18 ans|vérification de l['’]âge|mayor de (?:edad|18)|maggiorenne|più di 18 anni|maior de (?:idade|18)|18 jaar of ouder|ouder dan 18|ukończ\pL+ 18|över 18 år|over 18 år|18 yaşından` +
		`|вам (?:уже )?(?:есть|исполнилось) 18|已满18|20歳以上`)
	consentPlace = regexp.MustCompile(`(?i)^consent\.|/(?:consent|cookie-?wall|zustimmung|consentement|consentimiento|consenso|toestemming|age-?(?:gate|check|verification|verify)|alters(?:verifikation|abfrage|pruefung))(?:[/.?]|$)`)
	loginWords   = regexp.MustCompile(`(?i)\b(?:log ?in|sign ?in|anmelden|anmeldung|einloggen|connexion|se connecter|connectez-vous|identifiez-vous|iniciar sesi|iniciar sessão|identif[ií]cate|accedi|entrar|inloggen|logga in|log ind|logg inn|kirjaudu|zaloguj|logowanie|přihlá|prihlá|bejelentkez|autentificare|giriş yap)|вход|войти|登录|登入|ログイン|로그인|تسجيل الدخول`)
	loginPath    = regexp.MustCompile(`(?i)/(?:log-?in|log-?on|sign-?in|users?/sign_in|account/login|customer/account/login|auth|authorize|oauth2?|sso|passport|anmelden|anmeldung|einloggen|connexion|identification|iniciar-sesion|acceder|accedi|inloggen|logowanie|zaloguj|prihlaseni|prihlasenie|bejelentkezes|giris|ap/signin)(?:[/.?]|$)`)
	closedWords  = regexp.MustCompile(`(?i)(?:down|closed|under|scheduled|site|currently) (?:for |in )?(?:scheduled )?maintenance|^\W*maintenance(?: mode)?\b|be (?:right )?back (?:soon|shortly)|wartungs(?:arbeiten|modus)|(?:gleich|bald) wieder (?:da|für (?:sie|euch|dich) da)|maintenance en cours|en maintenance|en mantenimiento|in manutenzione|em manutenção|in onderhoud|onderhoudswerkzaamheden|przerwa techniczna|prace techniczne` +
		`|техническ\pL+ (?:работ|обслуживан)|メンテナンス中|维护中|점검 중`)
	queueWords = regexp.MustCompile(`(?i)you(?: a|['’])re (?:now )?in (?:line|the queue|a queue)|(?:virtual )?waiting room|virtual queue|in der warteschlange|warteraum|file d['’]attente|sala de espera|sala d['’]attesa|in de wachtrij|wachtkamer|w kolejce|排队中|順番待ち`)

	notFoundWords = regexp.MustCompile(`(?i)^\W*(?:error |erreur |fehler |errore |http )?404\W*$|\b404\b.{0,20}(?:error|not found|page)|(?:error|erreur|fehler|errore|błąd|ошибка) 404|(?:page|product|item|article)s? (?:was |is |could )?(?:not|n't|no longer) (?:be )?(?:found|available|exist)|(?:page|product|item)s? (?:can['’]t|cannot|can not|couldn['’]t) be found|(?:can['’]t|cannot|couldn['’]t|could not) find (?:that|the|this|your) (?:page|product|item)|not found|no longer exists` +
		`|seite (?:wurde )?nicht gefunden|nicht (?:mehr )?gefunden|page (?:introuvable|non trouvée)|página no encontrada|no se encontró la página|página não encontrada|pagina non trovata|pagina niet gevonden|sidan (?:kunde inte hittas|hittades inte)|nie znaleziono` +
		`|(?:` + things + `).{0,40}(?:` + gone + `)|no encontramos (?:la|esta|el|este) (?:página|producto)` +
		`|страница не найдена|页面不存在|页面找不到|找不到页面|商品不存在|商品已下架|宝贝不存在|ページが見つかりません|ページは(?:見つかりません|存在しません)|商品が見つかりません|페이지를 찾을 수 없습니다|상품을 찾을 수 없습니다`)
)

// What shops say of things that are not there, and of which.
const (
	things = `seite|artikel|produkt|\bpage\b|article|produit|página|producto|articolo|pagina|prodotto|produto|product|strona|sidan|siden|sivu|stránka|stranka|výrobek|tovar|oldal|termék|sayfa|ürün|страница|товар|сторінка`
	gone   = `existiert nicht|nicht (?:mehr )?(?:vorhanden|verfügbar|erhältlich)|n['’]existe (?:pas|plus)|n['’]est plus (?:disponible|en vente)|ya no (?:está disponible|existe)|no existe|no encontrad[oa]|non esiste|non (?:è più|più) disponibile|non trovat[oa]|não (?:foi )?encontrad[oa]|não existe|não está mais disponível|bestaat niet|niet (?:meer )?(?:gevonden|beschikbaar)` +
		`|finns inte|hittades inte|findes ikke|finnes ikke|ikke fundet|ikke funnet|ei löyty|nie istnieje|nie został[ay]? znalezion|nieb?yl[aoy]? nalezen|nebyl[aoy]? nalezen|nenalezen|neexistuje|nebol[aoi]? nájden|nem található|nu (?:a fost găsit|există)|bulunamadı|не найден|не существует|не знайдено|не існує`
)

// productScript is structured data of something for sale.
var productScript = regexp.MustCompile(`"@type"\s*:\s*\[?\s*"(?:Product|ProductGroup|Offer|ItemList|CollectionPage)"`)

// priceText is a price as pages show one.
var priceText = regexp.MustCompile(`(?i)[$€£¥₹₽₺₩]\s?\d|\d\s?(?:€|£|zł|kč|kr\b|ft\b|lei|руб|₽|грн|tl\b|₺|円|元|원)|\d\s?(?:eur|usd|gbp|chf|pln|sek|nok|dkk|czk|huf|ron|jpy|cny|try)\b|\b(?:eur|usd|gbp|chf|pln|sek)\s?\d`)
