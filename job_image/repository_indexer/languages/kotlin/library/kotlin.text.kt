package kotlin.text

typealias StringBuilder = java.lang.StringBuilder
typealias Appendable = java.lang.Appendable
@Partial class Regex(pattern: String) {
    fun find(input: CharSequence, startIndex: Int = 0): MatchResult?
    fun findAll(input: CharSequence, startIndex: Int = 0): kotlin.sequences.Sequence<MatchResult>
    fun matches(input: CharSequence): Boolean
    fun matchEntire(input: CharSequence): MatchResult?
    fun replace(input: CharSequence, replacement: String): String
    fun replace(input: CharSequence, transform: (MatchResult) -> CharSequence): String
    fun split(input: CharSequence): List<String>
}
@Partial interface MatchResult {
    val value: String
    val groupValues: List<String>
    fun next(): MatchResult?
}
fun buildString(builderAction: StringBuilder.() -> Unit): String
fun String.trim(): String
fun String.trimStart(): String
fun String.trimEnd(): String
fun String.trimIndent(): String
fun String.trimMargin(marginPrefix: String = ""): String
fun String.uppercase(): String
fun String.lowercase(): String
fun String.toInt(): Int
fun String.toIntOrNull(): Int?
fun String.toLong(): Long
fun String.toLongOrNull(): Long?
fun String.toDouble(): Double
fun String.toBoolean(): Boolean
fun String.toRegex(): Regex
fun String.lines(): List<String>
fun String.toByteArray(): ByteArray
fun String.format(vararg args: Any?): String
fun String.startsWith(prefix: String, ignoreCase: Boolean = false): Boolean
fun String.endsWith(suffix: String, ignoreCase: Boolean = false): Boolean
fun String.substringBefore(delimiter: String, missingDelimiterValue: String = ""): String
fun String.substringAfter(delimiter: String, missingDelimiterValue: String = ""): String
fun String.substringBeforeLast(delimiter: String, missingDelimiterValue: String = ""): String
fun String.substringAfterLast(delimiter: String, missingDelimiterValue: String = ""): String
fun String.removePrefix(prefix: CharSequence): String
fun String.removeSuffix(suffix: CharSequence): String
fun String.replace(oldValue: String, newValue: String, ignoreCase: Boolean = false): String
fun String.replaceFirstChar(transform: (Char) -> CharSequence): String
fun String.padStart(length: Int, padChar: Char = ' '): String
fun String.padEnd(length: Int, padChar: Char = ' '): String
fun String.repeat(n: Int): String
fun String.equals(other: String?, ignoreCase: Boolean = false): Boolean
fun CharSequence.split(vararg delimiters: String, ignoreCase: Boolean = false, limit: Int = 0): List<String>
fun CharSequence.isBlank(): Boolean
fun CharSequence.isNotBlank(): Boolean
fun CharSequence.isNotEmpty(): Boolean
fun CharSequence?.isNullOrEmpty(): Boolean
fun CharSequence?.isNullOrBlank(): Boolean
fun CharSequence.contains(other: CharSequence, ignoreCase: Boolean = false): Boolean
fun CharSequence.toList(): List<Char>
fun String?.orEmpty(): String
