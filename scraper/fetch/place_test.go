package fetch

import "testing"

// TestF08ShutForTheCountry tells a page that is shut for the asker's country from one that is gone: the product is there.
func TestF08ShutForTheCountry(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"<title>Unavailable</title><h1>This product is not available in your country</h1><p>Due to regional restrictions.</p>",
		"<title>Hinweis</title><h1>Dieser Shop ist in deinem Land nicht verfügbar</h1>",
		"<title>Oups</title><h1>Ce site n’est pas disponible dans votre pays</h1>",
		"<title>提示</title><h1>您所在的地区暂时无法访问</h1>",
	} {
		err := Classify(&Page{URL: "https://shop.example/p/1", Status: 200, Body: []byte(body)}, WantPage)
		if got := OutcomeOf(err); got != GeoBlocked {
			t.Errorf("%s: %s, want %s", body, got, GeoBlocked)
		}
	}
}
