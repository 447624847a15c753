package java.io;

interface Serializable { }
interface Closeable extends AutoCloseable { void close(); }
interface Flushable { void flush(); }
@Partial class InputStream implements Closeable { int read() {} }
@Partial class OutputStream implements Closeable, Flushable { }
@Partial class PrintStream extends OutputStream {
    void println(Object value) {}
    void print(Object value) {}
    PrintStream printf(String text, Object... values) {}
    PrintStream format(String text, Object... values) {}
}
@Partial class Reader implements Closeable { }
@Partial class Writer implements Closeable, Flushable, Appendable { }
@Partial class BufferedReader extends Reader {
    String readLine() {}
    java.util.stream.Stream<String> lines() {}
}
class IOException extends Exception { }
class UncheckedIOException extends RuntimeException { }
@Partial class File implements Serializable, Comparable<File> {
    String getName() {}
    String getPath() {}
    File getParentFile() {}
    File[] listFiles() {}
    java.nio.file.Path toPath() {}
}
