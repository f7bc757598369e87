package scoring

import (
	"fmt"
	"math"

	"shelfwise/market"
)

// largeLot is the number of months of expected sales from which a least order is warned of. Ours: a season.
const largeLot = 3.0

// usualLot is a least order in units that many makers ask for: the worst that is plausible where none is given. Ours.
const usualLot = 500.0

// leastOrder is the supplier's least order in units; 0 where none is given.
func (k *candidateCase) leastOrder() float64 {
	if n := k.c.Cost.MOQ; n != nil {
		return float64(*n)
	}
	return 0
}

// atMost is a gate that a figure fails by being too large.
func atMost(gate string, value, most float64, toPass string) *market.GateFailure {
	return &market.GateFailure{Gate: gate, Value: number(value, 4), Needed: most, Distance: number(value-most, 4), ToPass: toPass}
}

// stockGate asks that the least order be sold in time: months of the sales expected, at their middle.
func (r *run) stockGate(k *candidateCase) *market.GateFailure {
	most, lot := r.profile.Gates.MaxStock, k.leastOrder()
	if !(most > 0) || !k.out.known || k.out.profit <= 0 {
		return nil
	}
	if sold := math.Min(k.out.units.P50, k.out.unitsSafe); k.c.Cost.MOQ == nil && usualLot > most*sold {
		return unknownGate(GateStock, most, fmt.Sprintf("ask the supplier for the least order (moq): %s units, which many ask for, would last %s months", count(usualLot), months(usualLot, sold)))
	}
	if lot <= 1 || lot <= most*k.out.units.P50 {
		return nil
	}
	return atMost(GateStock, lot/math.Max(k.out.units.P50, 1e-6), most, fmt.Sprintf("a supplier with a least order of at most %s units (moq)", count(math.Floor(math.Max(1, most*k.out.units.P50)))))
}

// paybackGate asks that what the first order ties up be back in time: months of the profit expected. Where only what is not
// given could make it late, it is not known to be passed.
func (r *run) paybackGate(k *candidateCase) *market.GateFailure {
	most := r.profile.Gates.MaxPayback
	if !(most > 0) || !k.out.known || k.out.profit <= 0 {
		return nil
	}
	cash := k.econ.Cash(k.out.mean).Float()
	if late := cash / k.out.profit; late > most {
		return atMost(GatePayback, late, most, k.soonerBack(cash, most))
	}
	missing := k.missing()
	if safe := k.out.safeBase * k.rate; missing != "" && safe > 0 && k.worst.Cash(k.out.mean).Float() > most*safe {
		return unknownGate(GatePayback, most, fmt.Sprintf("%s: at the worst plausible values the cash is back after %s months", missing, count(k.worst.Cash(k.out.mean).Float()/safe)))
	}
	return nil
}

// soonerBack says what would bring the cash back in time.
func (k *candidateCase) soonerBack(cash, most float64) string {
	unit := k.econ.LandedUnitCost().Float()
	if fits := math.Floor(most * k.out.profit / unit); k.leastOrder() > k.out.mean && fits >= k.out.mean {
		return fmt.Sprintf("a supplier with a least order of at most %s units (moq)", count(fits))
	}
	return fmt.Sprintf("%.2f %s more profit a month, or a first order that ties up less", cash/most-k.out.profit, k.currency)
}
