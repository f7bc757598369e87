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
		return strings.Trim(n.Data, spaces) == ""
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
	"<p a=1 A=2 b=/><br a=1 a=/><br a/><br a='1'/><br a = 1 /><img src=x/ alt><i =a b=\"x\"c='y'd=z><p a=><q a= ><div a\"b c<d='e'>f<g <div class=x>",
	"<A A\xae>0<p \u00c4=1 B\u00df=2>",
	"<a z=1 href='/b' class='&amp;&lt;&#39;&#039; &x=1&copy=2& &&#x27;' DATA-x=\"&nbsp;\">x<p title=\"a\r\nb\rc\">y<a b=1 a=2>z</p>w<b><a c=1 a=3></b></a>v",
	"<select class=x><option value=1><select id=y><div class=z></select><table class=t><div class=q><tr class=r><td class=d></table><form id=f><form id=g><div id=h>",
	"<svg a=1><symbol id=a><svg b=2><path d=''/></svg></symbol><g viewbox=1></g><title a=b></title></svg><math><mi a=b></math><html class=x><body class=y><p class=z>",
	"<div a=b><!-- <p c=d> --!><p e=f>--><!doctype <p g=h>><? <p i=j>></p k=l><textarea m=n><p o=p></textarea><frameset q=r><noscript s=t><p u=v></noscript><title w=x>",
	"<i a=1 b=2><i b=2 a=1><i a=1 b=2><i a=1 b=2><p>x</p></i></i></i></i><p>y<nobr a=1><nobr a=1>z<font color=x><svg><font color=x><font a=b></svg><button c=d><button e=f>",
	"<p title='" + long + "&copy;'><p title='" + long + "&copy'><p title='" + long + "&#x41;&#39;&# &;& &&amp'><body class='" + long + "'><svg d='" + long + "'/>",
}

// Test003GParse holds the parser that steps over scripts against the plain one.
func Test003GParse(t *testing.T) {
	for _, s := range liftSeeds {
		checkParse(t, s)
	}
	l := lift(liftSeeds[0] + "<a href='?a=1&amp;b=2&c=3' Class=x hidden><img src=y />")
	if len(l.lifted) != 3 || len(l.tags) != 3 {
		t.Errorf("lifted %d contents of 3 and the attributes of %d tags of 3", len(l.lifted), len(l.tags))
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
