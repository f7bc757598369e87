package extract_test

import (
	"strings"
	"testing"
)

// TestF15StarsDrawn: ratings that five icons or a bar draw, and stars of single reviews, which are no rating of the product.
func TestF15StarsDrawn(t *testing.T) {
	icons := func(full, half, empty string, n int) string {
		return strings.Repeat(full, n) + half + strings.Repeat(empty, 4-n)
	}
	reviews := `<div class="reviews-list"><div class="review-item"><b>Ann</b><span class="stars" aria-label="5/5"></span>Fine.</div><div class="review-item"><b>Bo</b><span class="stars" aria-label="4/5"></span>Good.</div></div>`
	before := func(line string) string {
		return `<html lang="en"><head><title>Garden lamp | Shop</title></head><body><div><h1>Garden lamp</h1>` + line + `<p class="price">$24.50</p><button>Add to cart</button></div></body></html>`
	}
	runFieldCases(t, []fieldCase{
		{"icons in an element called rating", "", page("Garden lamp", `<div class="rating">`+icons(`<span class="icon icon--ratingFull"></span>`, `<span class="icon icon--ratingEmpty"></span>`, `<span class="icon icon--ratingEmpty"></span>`, 3)+`<a href="#r">(9 reviews)</a></div>`), "rating", "3"},
		{"half icons", "", page("Garden lamp", `<div class="stars">`+icons(`<i class="fa fa-star"></i>`, `<i class="fa fa-star-half-o"></i>`, `<i class="fa fa-star-o"></i>`, 4)+` 18 reviews</div>`), "rating", "4.5"},
		{"icons without a name around them", "", before(`<div class="q1">` + icons(`<span class="on"></span>`, `<span class="off"></span>`, `<span class="off"></span>`, 2) + ` <a>6 reviews</a></div>`), "rating", "2"},
		{"bar without a name before the count", "", before(`<div class="q1"><div class="q2"><div class="q3" style="width: 96%"></div></div> <span>(25 reviews)</span></div>`), "rating", "4.8"},
		{"icons that all look alike say nothing", "", page("Garden lamp", `<div class="rating">`+strings.Repeat(`<i class="icon-star"></i>`, 5)+` <a href="#r">9 reviews</a></div>`), "rating", ""},
		{"a bar that is no rating: no reviews are counted", "", before(`<div class="q1"><div class="q3" style="width: 96%"></div></div><p>96% claimed</p>`), "rating", ""},
		{"value behind the count", "", before(`<p><a>Reviews (34)</a> <span>4.56</span></p>`), "rating", "4.56"},
		{"a long line in a script of three bytes", "", `<html lang="th"><head><title>กระถางดินเผา 8 | Shop</title></head><body><h1>กระถางดินเผา 8</h1><p>4.8 (56 รีวิว) | ขายแล้ว 1.1พัน ชิ้น</p><p class="price">฿129</p><button>เพิ่มลงตะกร้า</button></body></html>`, "rating", "4.8"},
		{"Norwegian count", "", before(`<p>4.0 basert på 6 omtaler</p>`), "review_count", "6"},
		{"single reviews", "", page("Garden lamp", reviews), "rating", ""},
		{"how many gave how many stars", "", page("Garden lamp", `<ul class="stars-table"><li class="stars-row">5 stars <b>12</b></li><li class="stars-row">4 stars <b>3</b></li></ul>`), "rating", ""},
		{"the summary above single reviews", "", page("Garden lamp", `<div class="customer-reviews"><div class="review-summary">4.6 out of 5</div>`+reviews+`</div>`), "rating", "4.6"},
		{"a row of facts", "", page("Garden lamp", `<ul><li class="fact"><span class="rating">4.4 out of 5</span></li><li class="fact">Free returns</li></ul>`), "rating", "4.4"},
	})
}
