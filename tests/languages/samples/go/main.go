package main

import (
	"fmt"                                  // => imports fmt
	st "example.com/shop/store"            // => imports example.com/shop/store
	. "example.com/shop/util"              // => imports example.com/shop/util
	_ "net/http/pprof"                     // => imports net/http/pprof
	"github.com/someone/go-color/v2"       // => imports github.com/someone/go-color/v2
	"example.com/shop/missing"             // => unresolved imports example.com/shop/missing
)

// Version of it.
const Version = "1"                     // => defines constant Version

var global = st.New("x")                // => defines field global; calls example.com/shop/store.New

func main() {                           // => defines function main
	s := st.New("a")                       // => calls example.com/shop/store.New
	s.Put(1)                               // => calls example.com/shop/store.Store.Put (inferred)
	fmt.Println(Help(), len("x"))          // => calls builtin.len, example.com/shop/util.Help, fmt.Println
	global.Put(2)                          // => calls example.com/shop/store.Store.Put (inferred)
	for i, item := range s.Items() {       // => calls example.com/shop/store.Store.Items (inferred)
		item.Show(i)                          // => calls example.com/shop/store.Item.Show (inferred)
	}
	if t, ok := interface{}(s).(*st.Store); ok {
		t.Put(3)                              // => calls example.com/shop/store.Store.Put (inferred)
	}
	var saver st.Saver = s                 // => type_of example.com/shop/store.Saver
	saver.Save()                           // => calls example.com/shop/store.Saver.Save (inferred)
	func() { s.Put(5) }()                  // => defines function main.<lambda1>; calls main.<lambda1> from main; calls example.com/shop/store.Store.Put (inferred)
	x := &st.Item{}                        // => instantiates example.com/shop/store.Item
	x.Show(1)                              // => calls example.com/shop/store.Item.Show (inferred)
	s.Log("promoted")                      // => calls example.com/shop/store.Logger.Log (inferred)
	m := map[string]*st.Item{}
	m["a"].Show(2)                         // => calls example.com/shop/store.Item.Show (inferred)
	y := new(st.Item)                      // => instantiates example.com/shop/store.Item
	y.Show(3)                              // => calls example.com/shop/store.Item.Show (inferred)
	s.First.Show(1)                        // => calls example.com/shop/store.Item.Show (inferred)
	err := st.Do()                         // => calls example.com/shop/store.Do
	err.Error()                            // => calls builtin.error.Error (inferred)
	color.Red("x")                         // => calls github.com/someone/go-color/v2.Red
	missing.Call()                         // => unresolved calls missing.Call
	defer s.Put(6)                         // => calls example.com/shop/store.Store.Put (inferred)
	go cleanup(s)                          // => calls cleanup
	var client fmt.Stringer                // => type_of fmt.Stringer
	client.String()                        // => calls fmt.Stringer.String (inferred)
	first, second := st.Pair()             // => calls example.com/shop/store.Pair
	first.Show(1)                          // => calls example.com/shop/store.Item.Show (inferred)
	second.Put(1)                          // => calls example.com/shop/store.Store.Put (inferred)
	unknown().OnlyHere()                   // => calls example.com/shop/store.Item.OnlyHere (candidate); unresolved calls unknown
}

func cleanup(s *st.Store) {             // => defines function cleanup; type_of example.com/shop/store.Store
	fmt := newPrinter()                    // => calls newPrinter
	fmt.print(st.Kind(3))                  // => calls printer.print (inferred); references example.com/shop/store.Kind
}

type printer struct{ prefix string }    // => defines field printer.prefix; defines struct printer

func newPrinter() printer { return printer{prefix: "x"} } // => defines function newPrinter; instantiates printer; type_of printer

func (p printer) print(k st.Kind) { p.Missing() } // => defines method printer.print; type_of example.com/shop/store.Kind; unresolved calls p.Missing
