package scoring

// dominators says for each candidate (in order of score, best first) which better one is at least as good in every
// factor and better in one. A dominator scores higher under the weights in force, so only those before need a look,
// and of those only the ones that nobody dominates.
func dominators(c *Columns, order []int32) []int32 {
	out := make([]int32, len(c.IDs))
	front := make([]int32, 0, 64)
	for _, i := range order {
		out[i] = -1
		for _, j := range front {
			if dominates(c, j, i) {
				out[i] = j
				break
			}
		}
		if out[i] < 0 {
			front = append(front, i)
		}
	}
	return out
}

// dominanceStep is the least difference of a factor that counts; closer scores are equal to what can be told.
const dominanceStep = 1e-6

func dominates(c *Columns, j, i int32) bool {
	better := false
	for f := range factorCount {
		d := c.Factors[f][j] - c.Factors[f][i]
		if d < 0 {
			return false
		}
		better = better || d > dominanceStep
	}
	return better
}
