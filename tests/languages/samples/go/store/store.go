package store

// Logger is embedded, so that its methods are promoted.
type Logger struct{}                    // => defines struct Logger

func (l *Logger) Log(m string) {}       // => defines method Logger.Log

// Store keeps.
type Store struct {                     // => defines struct Store; implements Keeper, Saver (inferred)
	Logger                                 // => inherits Logger
	First, Second *Item                    // => defines field Store.First; defines field Store.Second; type_of Item from Store.First; type_of Item from Store.Second
	items         []*Item                  // => defines field Store.items; type_of Item from Store.items
}

type Saver interface {                  // => defines interface Saver
	Save() error                           // => defines method Saver.Save
}

type Keeper interface {                 // => defines interface Keeper
	Saver                                  // => inherits Saver
	Put(count int)                         // => defines method Keeper.Put
}

type Fetcher interface {                // => defines interface Fetcher
	Save() string                          // => defines method Fetcher.Save
}

func New(name string) *Store { return &Store{items: nil} } // => defines function New; instantiates Store; type_of Store

func (s *Store) Put(n int) { s.put(n) } // => defines method Store.Put; calls Store.put (inferred)
func (s *Store) put(n int) {            // => defines method Store.put
	s.items = append(s.items, &Item{})     // => calls builtin.append; instantiates Item
	if n > 0 {
		s := Item{}                           // => instantiates Item
		s.Show(1)                             // => calls Item.Show (inferred)
	}
	s.Save()                               // => calls Store.Save (inferred)
}
func (s *Store) Save() (err error)  { return nil } // => defines method Store.Save
func (s *Store) Items() []*Item     { return s.items } // => defines method Store.Items; type_of Item
func Pair() (item *Item, s *Store)  { return nil, nil } // => defines function Pair; type_of Item, Store
func (s *Item) OnlyHere()           {}  // => defines method Item.OnlyHere
