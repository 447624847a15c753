package kotlin.collections

typealias Iterable<T> = java.lang.Iterable<T>
typealias MutableIterable<T> = java.lang.Iterable<T>
typealias Collection<E> = java.util.Collection<E>
typealias MutableCollection<E> = java.util.Collection<E>
typealias List<E> = java.util.List<E>
typealias MutableList<E> = java.util.List<E>
typealias Set<E> = java.util.Set<E>
typealias MutableSet<E> = java.util.Set<E>
typealias Map<K, V> = java.util.Map<K, V>
typealias MutableMap<K, V> = java.util.Map<K, V>
typealias Iterator<T> = java.util.Iterator<T>
typealias MutableIterator<T> = java.util.Iterator<T>
typealias ListIterator<T> = java.util.ListIterator<T>
typealias ArrayList<E> = java.util.ArrayList<E>
typealias HashMap<K, V> = java.util.HashMap<K, V>
typealias LinkedHashMap<K, V> = java.util.LinkedHashMap<K, V>
typealias HashSet<E> = java.util.HashSet<E>
typealias LinkedHashSet<E> = java.util.LinkedHashSet<E>
@Partial class ArrayDeque<E> : java.util.ArrayDeque<E>
class IndexedValue<out T>(val index: Int, val value: T) {
    operator fun component1(): Int
    operator fun component2(): T
}
@Partial interface Grouping<T, out K>

val <T> Collection<T>.size: Int
val <K, V> Map<K, V>.size: Int
val <T> List<T>.lastIndex: Int
val <T> Collection<T>.indices: kotlin.ranges.IntRange
val <K, V> Map<K, V>.keys: Set<K>
val <K, V> Map<K, V>.values: Collection<V>
val <K, V> Map<K, V>.entries: Set<java.util.Map.Entry<K, V>>
val <K, V> java.util.Map.Entry<K, V>.key: K
val <K, V> java.util.Map.Entry<K, V>.value: V
operator fun <K, V> java.util.Map.Entry<K, V>.component1(): K
operator fun <K, V> java.util.Map.Entry<K, V>.component2(): V
operator fun <T> List<T>.component1(): T
operator fun <T> List<T>.component2(): T
operator fun <T> List<T>.component3(): T

fun <T> emptyList(): List<T>
fun <T> listOf(vararg elements: T): List<T>
fun <T> listOfNotNull(vararg elements: T?): List<T>
fun <T> mutableListOf(vararg elements: T): MutableList<T>
fun <T> arrayListOf(vararg elements: T): ArrayList<T>
fun <T> buildList(builderAction: MutableList<T>.() -> Unit): List<T>
fun <T> List(size: Int, init: (Int) -> T): List<T>
fun <T> MutableList(size: Int, init: (Int) -> T): MutableList<T>
fun <T> emptySet(): Set<T>
fun <T> setOf(vararg elements: T): Set<T>
fun <T> mutableSetOf(vararg elements: T): MutableSet<T>
fun <T> hashSetOf(vararg elements: T): HashSet<T>
fun <T> linkedSetOf(vararg elements: T): LinkedHashSet<T>
fun <T> sortedSetOf(vararg elements: T): java.util.TreeSet<T>
fun <K, V> emptyMap(): Map<K, V>
fun <K, V> mapOf(vararg pairs: Pair<K, V>): Map<K, V>
fun <K, V> mutableMapOf(vararg pairs: Pair<K, V>): MutableMap<K, V>
fun <K, V> hashMapOf(vararg pairs: Pair<K, V>): HashMap<K, V>
fun <K, V> linkedMapOf(vararg pairs: Pair<K, V>): LinkedHashMap<K, V>
fun <K, V> buildMap(builderAction: MutableMap<K, V>.() -> Unit): Map<K, V>

fun <T, R> Iterable<T>.map(transform: (T) -> R): List<R>
fun <T, R> Iterable<T>.mapNotNull(transform: (T) -> R?): List<R>
fun <T, R> Iterable<T>.mapIndexed(transform: (Int, T) -> R): List<R>
fun <T, R> Iterable<T>.flatMap(transform: (T) -> Iterable<R>): List<R>
fun <T, R, C> Iterable<T>.mapTo(destination: C, transform: (T) -> R): C
fun <T> Iterable<Iterable<T>>.flatten(): List<T>
fun <T> Iterable<T>.filter(predicate: (T) -> Boolean): List<T>
fun <T> Iterable<T>.filterNot(predicate: (T) -> Boolean): List<T>
fun <T> Iterable<T>.filterIndexed(predicate: (Int, T) -> Boolean): List<T>
fun <T> Iterable<T?>.filterNotNull(): List<T>
fun <R> Iterable<*>.filterIsInstance(): List<R>
fun <T> Iterable<T>.partition(predicate: (T) -> Boolean): Pair<List<T>, List<T>>
fun <T> Iterable<T>.forEach(action: (T) -> Unit)
fun <T> Iterable<T>.forEachIndexed(action: (Int, T) -> Unit)
fun <T> Iterable<T>.onEach(action: (T) -> Unit): List<T>
fun <T> Iterable<T>.any(): Boolean
fun <T> Iterable<T>.any(predicate: (T) -> Boolean): Boolean
fun <T> Iterable<T>.all(predicate: (T) -> Boolean): Boolean
fun <T> Iterable<T>.none(): Boolean
fun <T> Iterable<T>.none(predicate: (T) -> Boolean): Boolean
fun <T> Iterable<T>.count(): Int
fun <T> Iterable<T>.count(predicate: (T) -> Boolean): Int
fun <T> Iterable<T>.first(): T
fun <T> Iterable<T>.first(predicate: (T) -> Boolean): T
fun <T> Iterable<T>.firstOrNull(): T?
fun <T> Iterable<T>.firstOrNull(predicate: (T) -> Boolean): T?
fun <T> Iterable<T>.find(predicate: (T) -> Boolean): T?
fun <T> Iterable<T>.findLast(predicate: (T) -> Boolean): T?
fun <T> Iterable<T>.last(): T
fun <T> Iterable<T>.last(predicate: (T) -> Boolean): T
fun <T> Iterable<T>.lastOrNull(): T?
fun <T> Iterable<T>.lastOrNull(predicate: (T) -> Boolean): T?
fun <T> Iterable<T>.single(): T
fun <T> Iterable<T>.single(predicate: (T) -> Boolean): T
fun <T> Iterable<T>.singleOrNull(): T?
fun <T> Iterable<T>.singleOrNull(predicate: (T) -> Boolean): T?
fun <T> Iterable<T>.elementAt(index: Int): T
fun <T> List<T>.getOrNull(index: Int): T?
fun <T> List<T>.getOrElse(index: Int, defaultValue: (Int) -> T): T
fun <T> Iterable<T>.indexOfFirst(predicate: (T) -> Boolean): Int
fun <T> Iterable<T>.take(n: Int): List<T>
fun <T> Iterable<T>.takeWhile(predicate: (T) -> Boolean): List<T>
fun <T> List<T>.takeLast(n: Int): List<T>
fun <T> Iterable<T>.drop(n: Int): List<T>
fun <T> Iterable<T>.dropWhile(predicate: (T) -> Boolean): List<T>
fun <T> List<T>.dropLast(n: Int): List<T>
fun <T> Iterable<T>.distinct(): List<T>
fun <T, K> Iterable<T>.distinctBy(selector: (T) -> K): List<T>
fun <T> Iterable<T>.reversed(): List<T>
fun <T> Iterable<T>.sorted(): List<T>
fun <T> Iterable<T>.sortedDescending(): List<T>
fun <T, R> Iterable<T>.sortedBy(selector: (T) -> R?): List<T>
fun <T, R> Iterable<T>.sortedByDescending(selector: (T) -> R?): List<T>
fun <T> Iterable<T>.sortedWith(comparator: Comparator<in T>): List<T>
fun <T, R> MutableList<T>.sortBy(selector: (T) -> R?)
fun <T> Iterable<T>.toList(): List<T>
fun <T> Iterable<T>.toMutableList(): MutableList<T>
fun <T> Iterable<T>.toSet(): Set<T>
fun <T> Iterable<T>.toMutableSet(): MutableSet<T>
fun <T> Iterable<T>.toHashSet(): HashSet<T>
fun <T> Iterable<T>.asSequence(): kotlin.sequences.Sequence<T>
fun <T> Iterable<T>.asIterable(): Iterable<T>
fun <T> Iterable<T>.withIndex(): Iterable<IndexedValue<T>>
fun <T, R> Iterable<T>.zip(other: Iterable<R>): List<Pair<T, R>>
fun <T> Iterable<T>.chunked(size: Int): List<List<T>>
fun <T> Iterable<T>.windowed(size: Int): List<List<T>>
fun <T, R> Iterable<T>.fold(initial: R, operation: (R, T) -> R): R
fun <S, T : S> Iterable<T>.reduce(operation: (S, T) -> S): S
fun <T> Iterable<T>.sumOf(selector: (T) -> Int): Int
fun <T, R> Iterable<T>.maxOf(selector: (T) -> R): R
fun <T, R> Iterable<T>.minOf(selector: (T) -> R): R
fun <T, R> Iterable<T>.maxByOrNull(selector: (T) -> R): T?
fun <T, R> Iterable<T>.minByOrNull(selector: (T) -> R): T?
fun <T, R> Iterable<T>.maxBy(selector: (T) -> R): T
fun <T, R> Iterable<T>.minBy(selector: (T) -> R): T
fun <T> Iterable<T>.max(): T
fun <T> Iterable<T>.min(): T
fun <T> Iterable<T>.maxOrNull(): T?
fun <T> Iterable<T>.minOrNull(): T?
fun <T, K> Iterable<T>.groupBy(keySelector: (T) -> K): Map<K, List<T>>
fun <T, K, V> Iterable<T>.groupBy(keySelector: (T) -> K, valueTransform: (T) -> V): Map<K, List<V>>
fun <T, K> Iterable<T>.groupingBy(keySelector: (T) -> K): Grouping<T, K>
fun <T, K, V> Iterable<T>.associate(transform: (T) -> Pair<K, V>): Map<K, V>
fun <T, K> Iterable<T>.associateBy(keySelector: (T) -> K): Map<K, T>
fun <T, K, V> Iterable<T>.associateBy(keySelector: (T) -> K, valueTransform: (T) -> V): Map<K, V>
fun <K, V> Iterable<K>.associateWith(valueSelector: (K) -> V): Map<K, V>
fun <T> Iterable<T>.joinToString(): String
fun <T> Iterable<T>.joinToString(separator: CharSequence, prefix: CharSequence = "", postfix: CharSequence = "", limit: Int = -1, truncated: CharSequence = "", transform: ((T) -> CharSequence)? = null): String
operator fun <T> Iterable<T>.plus(element: T): List<T>
operator fun <T> Iterable<T>.plus(elements: Iterable<T>): List<T>
operator fun <T> Iterable<T>.minus(element: T): List<T>
operator fun <T> MutableCollection<in T>.plusAssign(element: T)
operator fun <T> Iterable<T>.contains(element: T): Boolean
infix fun <T> Iterable<T>.union(other: Iterable<T>): Set<T>
infix fun <T> Iterable<T>.intersect(other: Iterable<T>): Set<T>
infix fun <T> Iterable<T>.subtract(other: Iterable<T>): Set<T>
fun <T> Collection<T>.isNotEmpty(): Boolean
fun <T> Collection<T>?.isNullOrEmpty(): Boolean
fun <T> List<T>?.orEmpty(): List<T>
fun <T> Collection<T>.ifEmpty(defaultValue: () -> Collection<T>): Collection<T>
fun <T> MutableList<T>.removeFirst(): T
fun <T> MutableList<T>.removeLast(): T
fun <T> MutableList<T>.removeFirstOrNull(): T?
fun <T> MutableIterable<T>.removeAll(predicate: (T) -> Boolean): Boolean
fun <T> MutableCollection<in T>.addAll(elements: Iterable<T>): Boolean
fun <K, V> Map<K, V>.isNotEmpty(): Boolean
operator fun <K, V> Map<K, V>.get(key: K): V?
operator fun <K, V> MutableMap<K, V>.set(key: K, value: V)
fun <K, V> Map<K, V>.getValue(key: K): V
fun <K, V> Map<K, V>.getOrElse(key: K, defaultValue: () -> V): V
fun <K, V> MutableMap<K, V>.getOrPut(key: K, defaultValue: () -> V): V
fun <K, V, R> Map<K, V>.map(transform: (java.util.Map.Entry<K, V>) -> R): List<R>
fun <K, V, R> Map<K, V>.mapNotNull(transform: (java.util.Map.Entry<K, V>) -> R?): List<R>
fun <K, V, R> Map<K, V>.mapValues(transform: (java.util.Map.Entry<K, V>) -> R): Map<K, R>
fun <K, V, R> Map<K, V>.mapKeys(transform: (java.util.Map.Entry<K, V>) -> R): Map<R, V>
fun <K, V> Map<K, V>.filter(predicate: (java.util.Map.Entry<K, V>) -> Boolean): Map<K, V>
fun <K, V> Map<K, V>.filterKeys(predicate: (K) -> Boolean): Map<K, V>
fun <K, V> Map<K, V>.filterValues(predicate: (V) -> Boolean): Map<K, V>
fun <K, V> Map<K, V>.forEach(action: (java.util.Map.Entry<K, V>) -> Unit)
fun <K, V> Map<K, V>.any(predicate: (java.util.Map.Entry<K, V>) -> Boolean): Boolean
fun <K, V> Map<K, V>.all(predicate: (java.util.Map.Entry<K, V>) -> Boolean): Boolean
fun <K, V> Map<K, V>.toList(): List<Pair<K, V>>
fun <K, V> Map<K, V>.toMap(): Map<K, V>
fun <K, V> Map<K, V>.toMutableMap(): MutableMap<K, V>
fun <K, V> Iterable<Pair<K, V>>.toMap(): Map<K, V>
operator fun <K, V> Map<K, V>.plus(pair: Pair<K, V>): Map<K, V>
operator fun <K, V> Map<K, V>.iterator(): Iterator<java.util.Map.Entry<K, V>>

fun <T, R> Array<T>.map(transform: (T) -> R): List<R>
fun <T> Array<T>.filter(predicate: (T) -> Boolean): List<T>
fun <T> Array<T>.forEach(action: (T) -> Unit)
fun <T> Array<T>.toList(): List<T>
fun <T> Array<T>.first(): T
fun <T> Array<T>.firstOrNull(): T?
fun <T> Array<T>.find(predicate: (T) -> Boolean): T?
fun <T> Array<T>.any(predicate: (T) -> Boolean): Boolean
