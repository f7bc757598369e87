package scraper_test

// collectUntilKilled is filled below.
func collectUntilKilled(string) {}
