package kotlin.io

fun println()
fun println(message: Any?)
fun print(message: Any?)
fun readLine(): String?
fun readln(): String
fun java.io.File.readText(): String
fun java.io.File.readLines(): List<String>
fun java.io.File.writeText(text: String)
