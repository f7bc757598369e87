package matching

// Rising says, for each feature of the second model (the first model's are its beginning), whether more of it may
// only speak for a match (1), only against it (-1), or either (0).
func Rising() []int {
	r := make([]int, secondFeatures)
	for _, f := range []int{fCosine, fGrams, fContained, fJaccard, fFullCosine, fModelSame, fModelInside, fModelPart, fPrice, fBrand, fQuantitySame, fGTIN, fOrder, fModelDesc, fModelMatch, fNamed, fColour, fFigures, fKind,
		mScore, mMargin, mMarginTop, mPriceRank, mLocalLess, mLocalMore, mNamed} {
		r[f] = 1
	}
	for _, f := range []int{fModelConflict, fModelClash, fNumberClash, fMissingMore, fMissingLess, fRarestMissing, fQuantityClash, fAccessory, fVariantClash, fSoft, fDigitClash, fUnnamed, fMould, mRank, mClaimedLess, mClaimedMore, mClaimedAll, mServes, mTogether, mUsed} {
		r[f] = -1
	}
	return r
}
