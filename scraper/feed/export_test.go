package feed

// BareGTIN is bareGTIN.
func BareGTIN(v string) string { return bareGTIN(v) }
