package extract

import "testing"

// FuzzRatingLooks holds the looks against the patterns: what a look refuses, its pattern does not match.
func FuzzRatingLooks(f *testing.F) {
	for _, s := range []string{"4.6 out of 5 stars", "4,5 von maximal 5", "4.5/5.0", "3 SUR 5", "5 ★", "4,2 Sterne (12)", "3 étoiles", "RATED 4.5", "ſcore: 4", "note 8", "Valoración 4,1",
		"1,204 Reviews", "12 Évaluations", "Reviews (12)", "(1.2k)", "4.8 (87) avis", "rated 4 out of a maximum of 10", "оценка 5 из 5", "12 OTZYV отзывов", "4 στα 5", "9 KUNDENREZENSIONEN", "4.7 /\t10", "4 out of FIVE", "4,7 de cinco", "4,5 ИЗ ПЯТИ", "4 von FÜNF"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		switch {
		case outOfText.MatchString(s) && !mayScale(s):
			t.Errorf("%q: scale", s)
		case outOfFive.MatchString(s) && fiveWords.match(s) == 0:
			t.Errorf("%q: five", s)
		case starsText.MatchString(s) && !mayStar(s):
			t.Errorf("%q: stars", s)
		case ratedText.MatchString(s) && ratedWords.match(s) == 0:
			t.Errorf("%q: rated", s)
		case (countText.MatchString(s) || countPre.MatchString(s)) && !mayCount(s):
			t.Errorf("%q: count", s)
		}
	})
}
