//go:build browser

package fetch

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdpfetch "github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// checkTimeout bounds how long a page's own request waits for the robots.txt of its host.
const checkTimeout = 10 * time.Second

// Obey implements Obeyer: what a page's scripts ask for, each hop of a redirect too, is asked only where check has no
// objection. Call it before the first Fetch.
func (b *Browser) Obey(check func(ctx context.Context, rawURL string) error) { b.check = check }

// watch has every request of the tab checked before it leaves the browser. wait returns when nothing of it runs any more,
// which is after the tab's context has ended.
func (b *Browser) watch(tab context.Context) (wait func(), err error) {
	if b.check == nil {
		return func() {}, nil
	}
	paused := chromedp.Events(tab, cdpfetch.RequestPaused)
	err = chromedp.Do(tab, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cdpfetch.Enable, cdpfetch.EnableParams{})
		return err
	}))
	if err != nil {
		return nil, fmt.Errorf("browser: %w", err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for ev, err := range paused {
			if err != nil {
				return // the tab is closed
			}
			running.Go(func() { b.decide(tab, ev) })
		}
	})
	return running.Wait, nil
}

// decide lets a request go on or fail. An error means that the tab is closed: then there is no request any more.
func (b *Browser) decide(tab context.Context, ev cdpfetch.EventRequestPaused) {
	address := ev.Request.URL
	ctx, cancel := context.WithTimeout(tab, checkTimeout)
	defer cancel()
	ok := true
	if strings.HasPrefix(address, "http:") || strings.HasPrefix(address, "https:") {
		ok = b.check(ctx, address) == nil
	}
	_ = chromedp.Do(tab, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if ok {
			_, err := cdp.Call(ctx, t, cdpfetch.ContinueRequest, cdpfetch.ContinueRequestParams{RequestID: ev.RequestID})
			return err
		}
		_, err := cdp.Call(ctx, t, cdpfetch.FailRequest, cdpfetch.FailRequestParams{RequestID: ev.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
		return err
	}))
}
