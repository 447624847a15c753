package kotlin

// Kotlin's own types are those of Java on the JVM; what it adds to them are extensions.

typealias Any = java.lang.Object
typealias String = java.lang.String
typealias CharSequence = java.lang.CharSequence
typealias Comparable<T> = java.lang.Comparable<T>
typealias Number = java.lang.Number
typealias Throwable = java.lang.Throwable
typealias Exception = java.lang.Exception
typealias Error = java.lang.Error
typealias RuntimeException = java.lang.RuntimeException
typealias IllegalArgumentException = java.lang.IllegalArgumentException
typealias IllegalStateException = java.lang.IllegalStateException
typealias NullPointerException = java.lang.NullPointerException
typealias UnsupportedOperationException = java.lang.UnsupportedOperationException
typealias IndexOutOfBoundsException = java.lang.IndexOutOfBoundsException
typealias ClassCastException = java.lang.ClassCastException
typealias NumberFormatException = java.lang.NumberFormatException
typealias NoSuchElementException = java.util.NoSuchElementException
typealias AssertionError = java.lang.AssertionError
typealias Comparator<T> = java.util.Comparator<T>
typealias AutoCloseable = java.lang.AutoCloseable
typealias Annotation = java.lang.Object
typealias Enum<E> = java.lang.Enum<E>
typealias Boolean = boolean
typealias Byte = byte
typealias Short = short
typealias Int = int
typealias Long = long
typealias Float = float
typealias Double = double
typealias Char = char
typealias Unit = void

class Nothing
class __Data<T> {
    @Implicit fun copy(): T
}
class __Enum<E> {
    companion object {
        @Implicit fun <E> values(): Array<E>
        @Implicit fun <E> valueOf(name: String): E
    }
}
@Partial class Array<T> {
    operator fun get(index: Int): T
    operator fun set(index: Int, value: T)
    val size: Int
    operator fun iterator(): Iterator<T>
}
data class Pair<out A, out B>(val first: A, val second: B) {
    operator fun component1(): A
    operator fun component2(): B
}
data class Triple<out A, out B, out C>(val first: A, val second: B, val third: C) {
    operator fun component1(): A
    operator fun component2(): B
    operator fun component3(): C
}
interface Lazy<out T> {
    val value: T
    fun isInitialized(): Boolean
    operator fun getValue(thisRef: Any?, property: Any?): T
}
@Partial class Result<out T> {
    val isSuccess: Boolean
    val isFailure: Boolean
    fun getOrNull(): T?
    fun exceptionOrNull(): Throwable?
    companion object {
        fun <T> success(value: T): Result<T>
        fun <T> failure(exception: Throwable): Result<T>
    }
}

fun <T, R> T.let(block: (T) -> R): R
fun <T> T.also(block: (T) -> Unit): T
fun <T> T.apply(block: T.() -> Unit): T
fun <T, R> T.run(block: T.() -> R): R
fun <R> run(block: () -> R): R
fun <T, R> with(receiver: T, block: T.() -> R): R
fun <T> T.takeIf(predicate: (T) -> Boolean): T?
fun <T> T.takeUnless(predicate: (T) -> Boolean): T?
fun repeat(times: Int, action: (Int) -> Unit)
fun <T> lazy(initializer: () -> T): Lazy<T>
fun <T> lazy(mode: Any, initializer: () -> T): Lazy<T>
fun <T> lazyOf(value: T): Lazy<T>
fun <A, B> A.to(that: B): Pair<A, B>
fun require(value: Boolean)
fun require(value: Boolean, lazyMessage: () -> Any)
fun <T> requireNotNull(value: T?): T
fun <T> requireNotNull(value: T?, lazyMessage: () -> Any): T
fun check(value: Boolean)
fun check(value: Boolean, lazyMessage: () -> Any)
fun <T> checkNotNull(value: T?): T
fun <T> checkNotNull(value: T?, lazyMessage: () -> Any): T
fun error(message: Any): Nothing
fun TODO(): Nothing
fun TODO(reason: String): Nothing
fun assert(value: Boolean)
fun <T> arrayOf(vararg elements: T): Array<T>
fun <T> arrayOfNulls(size: Int): Array<T?>
fun <T> emptyArray(): Array<T>
fun intArrayOf(vararg elements: Int): IntArray
fun byteArrayOf(vararg elements: Byte): ByteArray
fun <R> runCatching(block: () -> R): Result<R>
fun <T, R> T.runCatching(block: T.() -> R): Result<R>
fun <T> Result<T>.getOrThrow(): T
fun <R, T : R> Result<T>.getOrElse(onFailure: (Throwable) -> R): R
fun <R, T : R> Result<T>.getOrDefault(defaultValue: R): R
fun <R, T> Result<T>.map(transform: (T) -> R): Result<R>
fun <R, T> Result<T>.fold(onSuccess: (T) -> R, onFailure: (Throwable) -> R): R
fun <T> Result<T>.onSuccess(action: (T) -> Unit): Result<T>
fun <T> Result<T>.onFailure(action: (Throwable) -> Unit): Result<T>
fun <T : AutoCloseable?, R> T.use(block: (T) -> R): R
fun Any?.toString(): String
fun Any?.hashCode(): Int
val CharSequence.length: Int
val Throwable.message: String?
val Throwable.cause: Throwable?
val Enum<*>.name: String
val Enum<*>.ordinal: Int

@Partial class IntArray
@Partial class LongArray
@Partial class ByteArray
@Partial class CharArray
@Partial class BooleanArray
@Partial class DoubleArray
@Partial class FloatArray
@Partial class ShortArray
annotation class Deprecated
annotation class Suppress
annotation class JvmStatic
annotation class JvmField
annotation class JvmOverloads
annotation class JvmName
annotation class Throws
annotation class OptIn
annotation class PublishedApi
annotation class DslMarker
