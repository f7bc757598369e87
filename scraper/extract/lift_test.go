package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func render(t *testing.T, n *html.Node, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	dump(&b, n)
	return b.String()
}

// dump writes a tree with all that code can see of it, the borders of its texts too.
func dump(b *strings.Builder, n *html.Node) {
	b.WriteString(n.Namespace + "<" + n.Data)
	for _, a := range n.Attr {
		b.WriteString(" " + a.Key + "=" + a.Val)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if n.Data != "svg" || !drawn(c) {
			dump(b, c)
		}
	}
	b.WriteByte('>')
}

// drawn reports whether a node of a drawing is shapes or space alone: what parse may leave out.
func drawn(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.Trim(n.Data, " \n\r\t\f") == ""
	}
	if n.Type != html.ElementNode || !shape(n.Data) {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !drawn(c) {
			return false
		}
	}
	return true
}

func checkParse(t *testing.T, page string) {
	t.Helper()
	want, err := html.Parse(strings.NewReader(page))
	w := render(t, want, err)
	got, _, err := parse(page)
	if g := render(t, got, err); g != w {
		t.Errorf("parse(%.200q) is another tree:\n%.2000s\nwant\n%.2000s", page, g, w)
	}
}

var long = strings.Repeat("var price = 1 < 2; ", 5)

var liftSeeds = []string{
	"<html><head><script>" + long + "</script><style>" + long + "</style></head><body><p>x<script type='a>b'>" + long + "</SCRIPT ></body>",
	"<!-- <script>" + long + "</script> --><p>" + long + "<!--><script>" + long + "</script>-->",
	"<textarea><script>" + long + "</script></textarea><title><style>" + long + "</style></title><noscript><style>" + long + "</style></noscript>",
	"<svg><style>" + long + "</style><script>" + long + "</script></svg><math><style>" + long + "</style></math>",
	"<svg/><script>" + long + "</script><svg><title><script>" + long + "</script></title>",
	"<script><!--" + long + "<script>" + long + "</script>" + long + "--></script><script>" + long + "</script>",
	"<script><!--" + long + "</script><p title='<script>" + long + "</script>'>y",
	"<table><tr><script>" + long + "</script><td><style>" + long + "\r\n\r</style></table><template><script>" + long + "</script></template>",
	"<script>" + long + "\x00</script><select><script>" + long + "</script></select><a =\"><script>" + long + "</script>\">",
	"<script>\x020</script><script>" + long + "</script><script " + long + "/></script><style>" + long,
	"<p><svg class=x><g fill='none'><path d=\"" + long + "\"/></g> <circle r=1></circle></svg>y<svg><path d='" + long + "'><text>4.5</text></svg>",
	"<g><svg><path d='" + long + "'/></g></svg><svg/><path d='" + long + "'/></svg><svg><path d='" + long + "</svg>'/></svg><svg><p><path d='" + long + "'/></svg>",
	"<p><svg ><g0><path" + strings.Repeat("0", 99) + "/></g0></svg 0", "<svg a =\"><path d=\"" + long + "\"/></svg>",
	"<select><svg> <path d=\"" + long + "\"/> </svg></select><i title='<svg><path d=\"" + long + "\"/></svg>'>x</i>",
	"<p><svg class=x><g fill=\"none\"><path d=\"" + long + "\" /></g> <circle r=\"1\"></circle></svg>y<svg/><path d=\"" + long + "\"/></svg>",
	"<frameset><script>" + long + "</script></frameset><script>" + long + "</script>",
	"<plaintext><script>" + long + "</script>",
	"<p title=\"" + long + "\" =\"" + long + "\" data-x = '" + long + "&amp;&quot;\r\n&a=1&copy=2'>x<br/data-y=\"" + long + "\"/><a href=\"" + long,
	strings.Repeat("<p><a href='"+long+"'><font size='"+long+"'>", 5) + "x</p><p>y<a href='" + long + "1'>z",
	"<!-- --!><a title=\"--><b x=\"" + long + "\">y<!<a title=\"" + long + ">\">z</a title=\"" + long + "\"><form action='" + long + "'><form action='" + long + "'>",
	"<p title='" + long + "&copy;'><p title='" + long + "&copy'><p title='" + long + "&#x41;&#39;&# &;& &&amp'><body class='" + long + "'><svg d='" + long + "'/>",
}

// Test003GParse holds the parser that steps over scripts against the plain one.
func Test003GParse(t *testing.T) {
	for _, s := range liftSeeds {
		checkParse(t, s)
	}
	if lifted := lift(liftSeeds[0]).lifted; len(lifted) != 3 {
		t.Errorf("lifted %d contents of 3", len(lifted))
	}
	root, _, err := parse("<p><svg><path d=\"" + long + "\"/></svg></p>")
	if tree := render(t, root, err); strings.Contains(tree, "path") {
		t.Errorf("a drawing's shapes are in the tree: %s", tree)
	}
}

// Test003GParsePages does so on real pages.
func Test003GParsePages(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 && os.Getenv("CI") == "true" {
		t.Fatal("no pages")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		checkParse(t, string(b))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range liftSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) < 1<<14 {
			checkParse(t, page)
		}
	})
}
