package extract

import (
	"fmt"
	"testing"
)

// TestF15CountsOfTheWorld reads rating and count as shops of each language write them, behind the title without any
// telling class, and in an element called rating.
func TestF15CountsOfTheWorld(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		lang, shown   string
		rating, scale float64
		count         int64
	}{
		{"de", `<span title="4,5 von 5 Sternen"></span><a>1.204 Bewertungen</a>`, 4.5, 5, 1204},
		{"pt-BR", `<span>4,5 de 5</span><a>1,2 mil avaliações</a>`, 4.5, 5, 1200},
		{"nl", `<span>9,1/10</span><a>84 reviews</a>`, 9.1, 10, 84},
		{"cs", `<span class="rating">95 %</span><a>204 recenzí</a>`, 4.75, 5, 204},
		{"ro", `<span>4,8 din 5</span><a>204 recenzii</a>`, 4.8, 5, 204},
		{"bg", `<span>4,8 от 5</span><a>204 отзива</a>`, 4.8, 5, 204},
		{"uk", `<span>4,8 з 5</span><a>204 відгуки</a>`, 4.8, 5, 204},
		{"hr", `<span>4,8 od 5</span><a>204 recenzije</a>`, 4.8, 5, 204},
		{"lt", `<span>4,8 iš 5</span><a>204 atsiliepimai</a>`, 4.8, 5, 204},
		{"lv", `<span>4,8 no 5</span><a>204 atsauksmes</a>`, 4.8, 5, 204},
		{"et", `<span>4,8 / 5</span><a>204 arvustust</a>`, 4.8, 5, 204},
		{"sr", `<span>4,8 od 5</span><a>204 ocene</a>`, 4.8, 5, 204},
		{"ru", `<span>4,8 из 5</span><a>1,2 тыс. отзывов</a>`, 4.8, 5, 1200},
		{"ko", `<span>5점 만점에 4.3점</span><a>1,204개 리뷰</a>`, 4.3, 5, 1204},
		{"ja", `<span>5つ星のうち4.3</span><a>1,204件のレビュー</a>`, 4.3, 5, 1204},
		{"zh-CN", `<span>4.8分</span><a>1.2万条评价</a>`, 4.8, 5, 12000},
		{"id", `<span>4.8</span><a>1,2rb penilaian</a>`, 4.8, 5, 1200},
		{"vi", `<span>4.8/5</span><a>1,2k đánh giá</a>`, 4.8, 5, 1200},
		{"th", `<span>4.8/5</span><a>1.2พัน รีวิว</a>`, 4.8, 5, 1200},
		{"hi", `<span>4.3 ★</span><a>1,23,456 रेटिंग</a>`, 4.3, 5, 123456},
		{"en-IN", `<span>4.3 ★</span><a>1.2 Lakh ratings</a>`, 4.3, 5, 120000},
		{"ar", `<span>٤٫٨ من ٥</span><a>١٬٢٠٤ تقييم</a>`, 4.8, 5, 1204},
		{"he", `<span>4.8 מתוך 5</span><a>1,204 ביקורות</a>`, 4.8, 5, 1204},
		{"fa", `<span>۴٫۸ از ۵</span><a>۱٬۲۰۴ نظر</a>`, 4.8, 5, 1204},
	} {
		for _, class := range []string{"product-rating", "summary-row"} {
			page := fmt.Sprintf(`<html lang="%s"><title>x</title><h1>Aurora 300 Trail Lamp</h1><div class="%s">%s</div><p class="price">49,90 €</p><button>Add to cart</button>`, tt.lang, class, tt.shown)
			got := Extract(Page{Body: []byte(page)}, Options{Kind: KindProduct})
			if len(got.Listings) == 0 {
				t.Errorf("%s, %s: no listing", tt.lang, class)
				continue
			}
			f := got.Listings[0]
			if f.Rating == nil || *f.Rating != tt.rating || *f.RatingScale != tt.scale {
				t.Errorf("%s, %s: rating %v, want %v of %v", tt.lang, class, f.Rating, tt.rating, tt.scale)
			}
			if f.ReviewCount == nil || *f.ReviewCount != tt.count {
				t.Errorf("%s, %s: count %v, want %d", tt.lang, class, f.ReviewCount, tt.count)
			}
		}
	}
}

// TestF16SignsOfTheCountry takes a sign that is a letter or word elsewhere for money where the page's country pays in it,
// and says so where nothing tells which of several a sign means.
func TestF16SignsOfTheCountry(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lang, url, shown, want, issue string }{
		{"es", "https://shop.example.hn/p", "L 499.00", "HNL", ""},
		{"en", "https://shop.example.co.ls/p", "L 499.00", "LSL", ""},
		{"en", "https://shop.example.co.sz/p", "E 499.00", "SZL", ""},
		{"es", "https://shop.example.com.gt/p", "Q499.00", "GTQ", ""},
		{"en", "https://shop.example.co.bw/p", "P 499.00", "BWP", ""},
		{"es", "https://shop.example.bo/p", "Bs 499", "BOB", ""},
		{"es", "https://shop.example.com.ve/p", "Bs. 499,00", "VES", ""},
		{"en", "https://shop.example.co.ke/p", "KSh 1,299", "KES", ""},
		{"en", "https://shop.example.com.gh/p", "GH₵ 499.00", "GHS", ""},
		{"he", "https://shop.example.co.il/p", `199.90 ש"ח`, "ILS", ""},
		{"hy", "https://shop.example.am/p", "12,900 ֏", "AMD", ""},
		{"bn", "https://shop.example.com.bd/p", "৳ 1,299", "BDT", ""},
		{"am", "https://shop.example.et/p", "ETB 1,299", "ETB", ""},
		{"fr", "https://shop.example.tn/p", "49,900 DT", "TND", ""},
		{"en", "https://shop.example.com/p", "¥199", "", "ambiguous: CNY, JPY"},
		{"en", "https://shop.example.com/p", "1249 kr", "", "ambiguous: SEK, NOK, DKK, ISK"},
		{"en", "https://shop.example.com/p", "Rs 1,299", "", "ambiguous: INR, PKR, LKR, NPR, MUR, SCR"},
	} {
		page := fmt.Sprintf(`<html lang="%s"><title>x</title><h1>Aurora 300 Trail Lamp</h1><p class="price">%s</p><button>Add to cart</button>`, tt.lang, tt.shown)
		got := Extract(Page{Body: []byte(page), URL: tt.url}, Options{Kind: KindProduct})
		if len(got.Listings) == 0 || got.Listings[0].Price == nil {
			t.Errorf("%s: no price", tt.shown)
			continue
		}
		if cur := got.Listings[0].Price.Currency; cur != tt.want {
			t.Errorf("%s at %s: %q, want %q", tt.shown, tt.url, cur, tt.want)
		}
		issue := ""
		for _, i := range got.Issues {
			if i.Field == "currency" {
				issue = i.Reason
			}
		}
		if issue != tt.issue {
			t.Errorf("%s: issue %q, want %q", tt.shown, issue, tt.issue)
		}
	}
}
