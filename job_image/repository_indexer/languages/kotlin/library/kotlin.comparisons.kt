package kotlin.comparisons

fun <T> compareBy(selector: (T) -> Any?): Comparator<T>
fun <T> compareBy(vararg selectors: (T) -> Any?): Comparator<T>
fun <T> compareByDescending(selector: (T) -> Any?): Comparator<T>
fun <T> Comparator<T>.thenBy(selector: (T) -> Any?): Comparator<T>
fun <T> maxOf(a: T, b: T): T
fun <T> minOf(a: T, b: T): T
