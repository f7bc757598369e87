package memory_test

import (
	"testing"

	"go.uber.org/goleak"

	"shelfwise/store/memory"
	"shelfwise/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConformance(t *testing.T) {
	storetest.Run(t, func(*testing.T) storetest.Store { return memory.New() })
}
