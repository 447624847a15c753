package store

type Item struct{ n int }               // => defines field Item.n; defines struct Item; implements example.com/shop/flow.Shower (inferred)
type Kind int                           // => defines type_alias Kind
type Same = Item                        // => defines type_alias Same; implements example.com/shop/flow.Shower (inferred); type_of Item

const (
	Small Kind = iota                      // => defines constant Small; type_of Kind
	Large                                  // => defines constant Large
)

func (i *Item) Show(n int) { helper() } // => defines method Item.Show; calls helper

func helper() { var s Same; s.Show(1) } // => defines function helper; calls Item.Show (inferred); type_of Same
func Do() error { return nil }          // => defines function Do
func Map[T any](xs []T, f func(T) T) { for _, x := range xs { f(x) } } // => defines function Map; unresolved calls f
func use() { Map[int](nil, nil); Map([]int{}, nil) } // => defines function use; calls Map
