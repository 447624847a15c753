package scala.Predef

def println(x: Any): Unit
def print(x: Any): Unit
def require(requirement: Boolean, message: => Any): Unit
def assert(assertion: Boolean, message: => Any): Unit
def identity[A](x: A): A
