package shop

class Base {                            // => defines class Base
    int count                           // => defines field Base.count
    void init() { helper(null) }        // => defines method Base.init; calls Base.helper
    void helper(Object x) { }           // => defines method Base.helper
    int add(Object x) { return 1 }      // => defines method Base.add
    private twice(x) { add(x) } // => defines method Base.twice; calls Base.add
    void each(List all) { // => defines method Base.each
        all.each { println twice(it) } // => defines function Base.each.<lambda1>; calls groovy.lang.List.each (inferred) from Base.each; calls groovy.lang.println, Base.twice
    }
}
