package kotlin.ranges

@Partial class IntRange : Iterable<Int>
@Partial class LongRange : Iterable<Long>
@Partial class CharRange : Iterable<Char>
infix fun Int.until(to: Int): IntRange
infix fun Int.downTo(to: Int): IntRange
fun Int.coerceAtLeast(minimumValue: Int): Int
fun Int.coerceAtMost(maximumValue: Int): Int
fun Int.coerceIn(minimumValue: Int, maximumValue: Int): Int
