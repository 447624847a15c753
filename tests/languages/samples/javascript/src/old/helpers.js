var math = exports.math = {} // => defines field math
math.add = (a, b) => a + b // => defines method math.add
math.twice = function (a) { return math.add(a, a) } // => defines method math.twice; calls math.add (inferred)
