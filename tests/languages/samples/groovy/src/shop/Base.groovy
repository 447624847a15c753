package shop

class Base {                            // => defines class Base
    int count                           // => defines field Base.count
    void init() { helper(null) }        // => defines method Base.init; calls Base.helper
    void helper(Object x) { }           // => defines method Base.helper
    int add(Object x) { return 1 }      // => defines method Base.add
}
