package flow

import (
	"example.com/shop/store"               // => imports example.com/shop/store
	"example.com/tools/extra"              // => imports example.com/tools/extra
	"github.com/someone/go-color/v2"       // => imports github.com/someone/go-color/v2
)

type Shower interface {                 // => defines interface Shower
	Show(n int)                            // => defines method Shower.Show
}

type Command struct {                   // => defines struct Command
	Name string                            // => defines field Command.Name
	Run  func(n int)                       // => defines field Command.Run
	Next *Command                          // => defines field Command.Next; type_of Command from Command.Next
}

type Stack[T Shower] struct {           // => defines struct Stack
	items []T                              // => defines field Stack.items
}

func (s *Stack[T]) Push(item T) {       // => defines method Stack.Push
	item.Show(1)                           // => calls Shower.Show (inferred)
	s.items = append(s.items, item)        // => calls builtin.append
	for _, one := range s.items {
		one.Show(2)                           // => calls Shower.Show (inferred)
	}
}

func Each[T Shower](all []T, f func(T)) { // => defines function Each
	for _, one := range all {
		one.Show(1)                           // => calls Shower.Show (inferred)
		f(one)                                // => calls commands.<lambda2> (inferred)
	}
}

func init() {                           // => defines function init
	color.Red("x")                         // => calls github.com/someone/go-color/v2.Red
}

func init() {                           // => defines function init
	extra.Help()                           // => calls example.com/tools/extra.Help
}

func commands(v any, ch chan *store.Item) { // => defines function commands; type_of example.com/shop/store.Item
	c := &Command{Name: "a", Run: run}     // => instantiates Command; references run
	c.Run(1)                               // => calls other, run (inferred)
	c.Next = &Command{Run: other}          // => instantiates Command; references other
	c.Next.Run(2)                          // => calls other, run (inferred)
	handlers := map[string]func(int){"a": run} // => references run
	handlers["a"](1)                       // => calls run (inferred)
	apply(other, 3)                        // => calls apply; references other
	apply(func(n int) { run(n) }, 4)       // => defines function commands.<lambda1>; calls apply from commands; calls run
	Each([]*store.Item{}, func(i *store.Item) { i.Show(5) }) // => defines function commands.<lambda2>; calls Each from commands; calls example.com/shop/store.Item.Show (inferred); type_of example.com/shop/store.Item
	show := (*store.Item).Show
	show(nil, 1)                           // => calls example.com/shop/store.Item.Show (inferred)
	item := &store.Item{}                  // => instantiates example.com/shop/store.Item
	method := item.Show                    // => references example.com/shop/store.Item.Show (inferred)
	method(6)                              // => calls example.com/shop/store.Item.Show (inferred)
	switch x := v.(type) {
	case *store.Item:                      // => type_of example.com/shop/store.Item
		x.Show(7)                             // => calls example.com/shop/store.Item.Show (inferred)
	case store.Saver, *Command:
		x.Missing()                           // => unresolved calls x.Missing
	default:
		_ = x
	}
	received := <-ch
	received.Show(8)                       // => calls example.com/shop/store.Item.Show (inferred)
	for one := range ch {
		one.Show(9)                           // => calls example.com/shop/store.Item.Show (inferred)
	}
	func() {                               // => defines function commands.<lambda3>; calls commands.<lambda3> from commands
		c := store.New("inner")               // => calls example.com/shop/store.New
		c.Put(1)                              // => calls example.com/shop/store.Store.Put (inferred)
	}()
	(*c).Run(1)                            // => calls other, run (inferred)
	stack := Stack[*store.Item]{}          // => instantiates Stack
	stack.Push(item)                       // => calls Stack.Push (inferred)
}

func apply(f func(int), n int) {        // => defines function apply
	f(n)                                   // => calls commands.<lambda1>, other (inferred)
}

func run(n int)   {}                    // => defines function run
func other(n int) {}                    // => defines function other

type Step func(int) // => defines type_alias Step

func (s Step) Twice() {}                         // => defines method Step.Twice
func do(step Step)    { step(1); step.Twice() }  // => defines function do; calls one, Step.Twice (inferred); type_of Step
func one(int)         {}                         // => defines function one
func both()           { do(one) }                // => defines function both; calls do; references one

func showAll(showers ...Shower) { // => defines function showAll; type_of Shower
	for at, shower := range showers {
		shower.Show(at) // => calls Shower.Show (inferred)
	}
	showers[0].Show(1) // => calls Shower.Show (inferred)
}
