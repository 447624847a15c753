package scala

// Scala's own types are those of Java on the JVM; what it adds to them is here.

type Any = java.lang.Object
type AnyRef = java.lang.Object
type String = java.lang.String
type Throwable = java.lang.Throwable
type Exception = java.lang.Exception
type RuntimeException = java.lang.RuntimeException
type IllegalArgumentException = java.lang.IllegalArgumentException
type IllegalStateException = java.lang.IllegalStateException
type UnsupportedOperationException = java.lang.UnsupportedOperationException
type NoSuchElementException = java.util.NoSuchElementException
type Boolean = boolean
type Byte = byte
type Short = short
type Int = int
type Long = long
type Float = float
type Double = double
type Char = char
type Unit = void

trait App
class __Case[T] {
  @Implicit def copy(): T
}
@Partial trait Ordered[A]
@Partial trait Ordering[A]
@Partial trait Iterable[A] {
  def map[B](f: A => B): Iterable[B]
  def flatMap[B](f: A => Iterable[B]): Iterable[B]
  def filter(p: A => Boolean): Iterable[A]
  def filterNot(p: A => Boolean): Iterable[A]
  def withFilter(p: A => Boolean): Iterable[A]
  def foreach[U](f: A => U): Unit
  def exists(p: A => Boolean): Boolean
  def forall(p: A => Boolean): Boolean
  def count(p: A => Boolean): Int
  def find(p: A => Boolean): Option[A]
  def foldLeft[B](z: B)(op: (B, A) => B): B
  def foldRight[B](z: B)(op: (A, B) => B): B
  def reduce(op: (A, A) => A): A
  def sortBy[B](f: A => B): Iterable[A]
  def sortWith(f: (A, A) => Boolean): Iterable[A]
  def maxBy[B](f: A => B): A
  def minBy[B](f: A => B): A
  def groupBy[K](f: A => K): Map[K, Iterable[A]]
  def partition(p: A => Boolean): (Iterable[A], Iterable[A])
  def apply(n: Int): A
  def take(n: Int): Iterable[A]
  def drop(n: Int): Iterable[A]
  def head: A
  def last: A
  def tail: Iterable[A]
  def reverse: Iterable[A]
  def headOption: Option[A]
  def lastOption: Option[A]
  def toList: List[A]
  def toSeq: Seq[A]
  def size: Int
  def isEmpty: Boolean
  def nonEmpty: Boolean
}
type List[A] = scala.Iterable[A]
type Seq[A] = scala.Iterable[A]
type IndexedSeq[A] = scala.Iterable[A]
type Vector[A] = scala.Iterable[A]
type Set[A] = scala.Iterable[A]
type Iterator[A] = scala.Iterable[A]
type Array[A] = scala.Iterable[A]
object List { def apply[A](elems: A*): scala.Iterable[A]; def empty[A]: scala.Iterable[A] }
object Seq { def apply[A](elems: A*): scala.Iterable[A]; def empty[A]: scala.Iterable[A] }
object IndexedSeq { def apply[A](elems: A*): scala.Iterable[A] }
object Vector { def apply[A](elems: A*): scala.Iterable[A]; def empty[A]: scala.Iterable[A] }
object Set { def apply[A](elems: A*): scala.Iterable[A]; def empty[A]: scala.Iterable[A] }
object Array { def apply[A](elems: A*): scala.Iterable[A]; def empty[A]: scala.Iterable[A] }
@Partial trait Map[K, V] {
  def apply(key: K): V
  def get(key: K): Option[V]
  def getOrElse(key: K, default: => V): V
  def contains(key: K): Boolean
  def updated(key: K, value: V): Map[K, V]
  def keys: Iterable[K]
  def values: Iterable[V]
}
@Partial class Option[A] {
  def get: A
  def getOrElse(default: => A): A
  def orElse(alternative: => Option[A]): Option[A]
  def map[B](f: A => B): Option[B]
  def flatMap[B](f: A => Option[B]): Option[B]
  def filter(p: A => Boolean): Option[A]
  def foreach[U](f: A => U): Unit
  def exists(p: A => Boolean): Boolean
  def fold[B](ifEmpty: => B)(f: A => B): B
  def isDefined: Boolean
  def isEmpty: Boolean
  def toList: List[A]
}
class Some[A](val value: A) extends Option[A]
object Option { def apply[A](x: A): Option[A]; def empty[A]: Option[A] }
