class Base<T> {                         // => defines class Base
  Base(int n);                          // => defines method Base.Base
  void reset() {}                       // => defines method Base.reset
  void add(item) {}                     // => defines method Base.add
}

void helper<T>(T x) {}                  // => defines function helper
