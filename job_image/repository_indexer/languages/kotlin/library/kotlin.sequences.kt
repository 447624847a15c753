package kotlin.sequences

interface Sequence<out T> {
    operator fun iterator(): java.util.Iterator<T>
}
fun <T> sequenceOf(vararg elements: T): Sequence<T>
fun <T> emptySequence(): Sequence<T>
fun <T> generateSequence(seed: T?, nextFunction: (T) -> T?): Sequence<T>
fun <T> generateSequence(nextFunction: () -> T?): Sequence<T>
fun <T> sequence(block: SequenceScope<T>.() -> Unit): Sequence<T>
@Partial class SequenceScope<in T> {
    fun yield(value: T)
}
fun <T, R> Sequence<T>.map(transform: (T) -> R): Sequence<R>
fun <T, R> Sequence<T>.mapNotNull(transform: (T) -> R?): Sequence<R>
fun <T, R> Sequence<T>.flatMap(transform: (T) -> Sequence<R>): Sequence<R>
fun <T> Sequence<T>.filter(predicate: (T) -> Boolean): Sequence<T>
fun <T> Sequence<T>.filterNot(predicate: (T) -> Boolean): Sequence<T>
fun <T> Sequence<T?>.filterNotNull(): Sequence<T>
fun <R> Sequence<*>.filterIsInstance(): Sequence<R>
fun <T> Sequence<T>.forEach(action: (T) -> Unit)
fun <T> Sequence<T>.onEach(action: (T) -> Unit): Sequence<T>
fun <T> Sequence<T>.take(n: Int): Sequence<T>
fun <T> Sequence<T>.takeWhile(predicate: (T) -> Boolean): Sequence<T>
fun <T> Sequence<T>.drop(n: Int): Sequence<T>
fun <T> Sequence<T>.first(): T
fun <T> Sequence<T>.first(predicate: (T) -> Boolean): T
fun <T> Sequence<T>.firstOrNull(): T?
fun <T> Sequence<T>.firstOrNull(predicate: (T) -> Boolean): T?
fun <T> Sequence<T>.find(predicate: (T) -> Boolean): T?
fun <T> Sequence<T>.any(predicate: (T) -> Boolean): Boolean
fun <T> Sequence<T>.all(predicate: (T) -> Boolean): Boolean
fun <T> Sequence<T>.none(predicate: (T) -> Boolean): Boolean
fun <T> Sequence<T>.count(): Int
fun <T> Sequence<T>.toList(): List<T>
fun <T> Sequence<T>.toMutableList(): MutableList<T>
fun <T> Sequence<T>.toSet(): Set<T>
fun <T, K> Sequence<T>.groupBy(keySelector: (T) -> K): Map<K, List<T>>
fun <T, K> Sequence<T>.associateBy(keySelector: (T) -> K): Map<K, T>
fun <T, R> Sequence<T>.sortedBy(selector: (T) -> R?): Sequence<T>
fun <T, R> Sequence<T>.fold(initial: R, operation: (R, T) -> R): R
fun <T> Sequence<T>.joinToString(): String
