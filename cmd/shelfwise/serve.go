package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
	"shelfwise/api"
)

const defaultAddr = "127.0.0.1:8080"

func (a *app) serveCommand() *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use: "serve", Short: "Serves the API and the dashboard", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.overStore(cmd, func(adv *advisor.Advisor) error { return a.serve(cmd.Context(), adv, addr) })
		},
	}
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, "address to listen on; beyond loopback only with --api-key")
	return cmd
}

// serve listens until the context ends, then lets the requests under way finish.
func (a *app) serve(ctx context.Context, adv *advisor.Advisor, addr string) error {
	key := a.settings.get("api-key")
	if err := api.CheckBind(addr, key); err != nil {
		return fmt.Errorf("serve: %w (--addr, --api-key)", err)
	}
	log, err := a.logger()
	if err != nil {
		return err
	}
	handler, err := api.New(adv, api.Options{Key: key, Logger: log, Now: a.now})
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("serve: %w; choose another with --addr", err)
	}
	srv := api.NewServer(handler)
	fmt.Fprintf(a.stderr, "dashboard http://%s/  API http://%s/v1/recommendations  (Ctrl-C stops)\n", ln.Addr(), ln.Addr())
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ln) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	bye, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := srv.Shutdown(bye); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}
