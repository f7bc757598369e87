package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Want is what the asker expects behind a URL.
type Want string

// What can be expected.
const (
	WantPage Want = "page" // an HTML page
	WantJSON Want = "json"
	WantText Want = "text" // CSV, TSV or XML
)

// Classify looks at a page that came with status 200 and tells the failures that hide behind that status: a captcha,
// a login wall, a "not found" text, an empty page, a shell that only scripts fill, something else than was wanted. It
// returns nil for a page worth reading, else an *Error.
//
// A word alone decides nothing: shops put captchas beside their review forms and logins into their headers. Only a
// page that shows no product and little else is called a wall.
func Classify(p *Page, want Want) error {
	fail := func(o Outcome, why string) error {
		return &Error{Outcome: o, URL: p.URL, Status: p.Status, Err: errors.New(why)}
	}
	if len(bytes.TrimSpace(p.Body)) == 0 {
		return fail(Empty, "the body is empty")
	}
	kind := http.DetectContentType(p.Body)
	switch {
	case isMedia(kind), strings.HasPrefix(kind, "application/zip"), strings.HasPrefix(kind, "application/x-gzip"):
		return fail(notWanted(want), "the body is "+kind)
	case want == WantJSON:
		if head := bytes.TrimLeft(p.Body, "\ufeff \t\r\n"); head[0] == '{' || head[0] == '[' {
			return nil
		}
	case want == WantText:
		if !strings.HasPrefix(kind, "text/html") {
			return nil
		}
	case isJSON(p):
		return fail(NotHTML, "the body is JSON")
	}
	s := look(p)
	o, why := s.outcome(p)
	switch {
	case want == WantPage && o == OK:
		return nil
	case want != WantPage && (o == OK || o == NeedsBrowser):
		return fail(notWanted(want), fmt.Sprintf("a page came where %s was expected", want))
	}
	return fail(o, why)
}

func notWanted(w Want) Outcome {
	if w == WantPage {
		return NotHTML
	}
	return BadContent
}

func isJSON(p *Page) bool {
	head := bytes.TrimLeft(p.Body, "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') &&
		(strings.Contains(p.ContentType(), "json") || !bytes.Contains(head[:min(len(head), 4096)], []byte("<")))
}

// asksForHuman reports whether the body of a refusal asks for a captcha.
func asksForHuman(body []byte) bool {
	if len(body) == 0 {
		return false
	}
	s := look(&Page{Body: body})
	return s.challenge || humanWords.MatchString(s.heading()) || humanWords.MatchString(s.text.String())
}

// The words that walls put into their titles, headings and few lines, in the main languages of shops.
var (
	challengeScript = regexp.MustCompile(`(?i)_cf_chl_opt|captcha-delivery\.com|px-captcha|_pxAppId|awswaf|AwsWafIntegration|geetest\.com|initGeetest`)
	challengeURL    = regexp.MustCompile(`(?i)/cdn-cgi/challenge-platform|captcha-delivery\.com|/errors/validateCaptcha|hcaptcha\.com/1/api|recaptcha/api|geetest|perimeterx|/_Incapsula_Resource|distil_r_captcha|/punish\?`)
	challengeID     = regexp.MustCompile(`(?i)^(?:cf-challenge|challenge-form|px-captcha|captcha-?(?:form|container|box|wrapper)?|g-recaptcha|h-captcha|nc_1_wrapper|baxia-punish)$`)
	humanWords      = regexp.MustCompile(`(?i)robot check|are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human|verifying you are human|just a moment|attention required|security check|unusual traffic|not a robot|press (?:&|and) hold|enter the characters you see|bist du ein mensch|kein roboter|sicherheitsüberprüfung|vérification de sécurité|pas un robot|no soy un robot|no eres un robot|não sou um robô|verifica di sicurezza|подтвердите, что вы не робот|安全验证|验证码|滑块|人机验证|ロボットではありません|로봇이 아닙니다`)
	deniedWords     = regexp.MustCompile(`(?i)access denied|access to this page has been denied|you have been blocked|request blocked|zugriff verweigert|accès refusé|acceso denegado|accesso negato|доступ запрещен|доступ ограничен|访问被拒绝|访问受限|アクセスが拒否`)
	placeWords      = regexp.MustCompile(`(?i)(?:not|isn['’]t|un) ?available (?:in|from|for) your (?:country|region|location|area)|restricted in your (?:country|region)|in (?:deinem|ihrem) land nicht verfügbar|n['’]est pas disponible dans votre (?:pays|région)|no (?:está )?disponible en (?:tu|su) (?:país|región)|não (?:está )?disponível (?:no seu país|na sua região)|non (?:è )?disponibile nel tuo paese|недоступ\pL+ в вашем? (?:стране|регионе)|您所在的(?:国家|地区).{0,8}(?:不可用|无法|不提供)|お住まいの(?:国|地域).{0,8}(?:利用|表示)できません`)
	loginWords      = regexp.MustCompile(`(?i)\b(?:log ?in|sign ?in|anmelden|einloggen|connexion|se connecter|identifiez-vous|iniciar sesión|identifícate|accedi|entrar|inloggen|logga in|zaloguj|вход|войти)\b|登录|登入|ログイン|로그인`)
	notFoundWords   = regexp.MustCompile(`(?i)^\W*(?:error |http )?404\W*$|\b404\b.{0,20}(?:error|not found|page)|error 404|(?:page|product|item|article)s? (?:was |is |could )?(?:not|n't|no longer) (?:be )?(?:found|available|exist)|page (?:can't|cannot|can not) be found|not found|no longer exists|seite (?:wurde )?nicht gefunden|nicht (?:mehr )?gefunden|page (?:introuvable|non trouvée)|página no encontrada|no se encontró la página|página não encontrada|pagina non trovata|pagina niet gevonden|sidan (?:kunde inte hittas|hittades inte)|nie znaleziono|страница не найдена|页面不存在|页面找不到|找不到页面|商品不存在|宝贝不存在|ページが見つかりません|페이지를 찾을 수 없습니다`)
	productScript   = regexp.MustCompile(`"@type"\s*:\s*\[?\s*"(?:Product|ProductGroup|Offer|ItemList|CollectionPage)"`)
	loginPath       = regexp.MustCompile(`(?i)/(?:log-?in|sign-?in|account/login|customer/account/login|auth|sso|passport|anmelden|connexion|ap/signin)(?:[/.?]|$)`)
)

// outcome weighs what was seen.
func (s *sight) outcome(p *Page) (Outcome, string) {
	little := s.textLen < littleText
	heading := s.heading()
	switch {
	case s.product:
		return OK, ""
	case humanWords.MatchString(heading) && (little || s.challenge), s.challenge && s.textLen < littleText/2:
		return Captcha, "the page asks to prove that one is a human: " + clip(heading)
	case little && humanWords.MatchString(s.text.String()) && s.images < 10:
		return Captcha, "the page asks to prove that one is a human: " + clip(s.text.String())
	case little && deniedWords.MatchString(heading):
		return Blocked, "the page says: " + clip(heading)
	case little && placeWords.MatchString(heading+" "+s.text.String()):
		return Blocked, "the page is shut for this country: " + clip(heading)
	case s.passwords > 0 && (little || s.links < 15) && (loginWords.MatchString(heading) || movedTo(p, loginPath)):
		return LoginWall, "the page asks to log in: " + clip(heading)
	case notFoundWords.MatchString(s.title.String()), notFoundWords.MatchString(s.h1.String()):
		return SoftNotFound, "the page says: " + clip(heading)
	case s.textLen == 0 && s.scripts > 0, s.textLen < 200 && s.scripts > 0 && (s.appRoot || s.noscript):
		return NeedsBrowser, "the page has no text until its scripts run"
	case s.textLen == 0 && s.images == 0:
		return Empty, "the page has no text"
	case s.htmlTokens == 0:
		return NotHTML, "the body has no markup"
	}
	return OK, ""
}

// movedTo reports whether redirects ended at a path of the kind, from one that is not.
func movedTo(p *Page, path *regexp.Regexp) bool {
	if p.FinalURL == p.URL || p.FinalURL == "" {
		return false
	}
	from, err := url.Parse(p.URL)
	if err != nil {
		return false
	}
	to, err := url.Parse(p.FinalURL)
	return err == nil && path.MatchString(to.Path) && !path.MatchString(from.Path)
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 120 {
		s = string(r[:120]) + "…"
	}
	return s
}
