package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shelfwise/advisor"
)

func (a *app) politenessCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "politeness", Short: "Says what hosts were asked for"}
	var days int
	var host, format string
	report := &cobra.Command{
		Use: "report [--days N] [--host HOST]", Short: "Prints what each host was asked for, for you or for the owner of a site", Args: cobra.NoArgs,
		Long: "Prints for each host what was asked for in the last days, by all runs and processes that share the store: requests\n" +
			"(robots.txt, redirects and what pages in the browser ask for by themselves included), bytes, how they ended, the pause\n" +
			"kept after each, and how long requests waited for their turn (pace, Crawl-delay, Retry-After). robots_disallowed and\n" +
			"third_party count what was not asked for.",
		Example: "  shelfwise politeness report --days 30 --host www.shop.example",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "json" {
				return usageError{fmt.Errorf("--format %q: want text or json", format)}
			}
			return a.overStore(cmd, func(adv *advisor.Advisor) error {
				all, err := adv.Hosts(cmd.Context(), days)
				if err != nil {
					return err
				}
				if host != "" {
					all = slices.DeleteFunc(all, func(h advisor.HostUse) bool { return !strings.EqualFold(h.Host, host) })
				}
				if format == "json" {
					return printJSON(a.stdout, all)
				}
				return printHosts(a.stdout, all)
			})
		},
	}
	report.Flags().IntVar(&days, "days", 7, "days looked back, today included (1 to 90)")
	report.Flags().StringVar(&host, "host", "", "this host only")
	report.Flags().StringVar(&format, "format", "text", "text or json")
	cmd.AddCommand(report)
	return cmd
}

// printHosts writes the table of hosts.
func printHosts(w io.Writer, all []advisor.HostUse) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "No host was asked for anything in these days.")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "HOST\tREQUESTS\tKB\tPAUSE\tWAITED\tOUTCOMES")
	for _, h := range all {
		var ended []string
		for _, o := range slices.SortedFunc(maps.Keys(h.Outcomes), func(x, y string) int {
			return cmp.Or(cmp.Compare(h.Outcomes[y], h.Outcomes[x]), cmp.Compare(x, y))
		}) {
			ended = append(ended, fmt.Sprintf("%d %s", h.Outcomes[o], o))
		}
		fmt.Fprintf(t, "%s\t%d\t%d\t%.1f s\t%.0f s\t%s\n", h.Host, h.Requests, (h.Bytes+999)/1000, h.Pace, h.Waited, strings.Join(ended, ", "))
	}
	return t.Flush()
}
