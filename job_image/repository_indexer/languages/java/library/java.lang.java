package java.lang;

// What of java.lang gives, holds or calls something whose type makes a difference to a call graph.
// `@Partial`: the type has members that are not told here.

class Object {
    Class<?> getClass() {}
    int hashCode() {}
    boolean equals(Object other) {}
    Object clone() {}
    String toString() {}
    void notify() {}
    void notifyAll() {}
    void wait() {}
    void wait(long millis) {}
    void wait(long millis, int nanos) {}
    void finalize() {}
}

class __Array<T> {
    int length;
    @Implicit T[] clone() {}
}
interface Runnable { void run(); }
interface AutoCloseable { void close(); }
interface Cloneable { }
interface Comparable<T> { int compareTo(T other); }
interface Appendable { Appendable append(CharSequence text); Appendable append(char one); }
interface Iterable<T> {
    java.util.Iterator<T> iterator();
    default void forEach(java.util.function.Consumer<? super T> action) {}
    default java.util.Spliterator<T> spliterator() {}
}
@Partial interface CharSequence {
    int length();
    char charAt(int index);
    CharSequence subSequence(int start, int end);
    default boolean isEmpty() {}
    default java.util.stream.IntStream chars() {}
}

@Partial class String implements CharSequence, Comparable<String>, java.io.Serializable {
    char charAt(int index) {}
    int compareTo(String other) {}
    String concat(String other) {}
    String substring(int start) {}
    String substring(int start, int end) {}
    String trim() {}
    String strip() {}
    String repeat(int count) {}
    String replace(char old, char other) {}
    String replace(CharSequence old, CharSequence other) {}
    String replaceAll(String pattern, String text) {}
    String toLowerCase() {}
    String toUpperCase() {}
    String intern() {}
    String formatted(Object... values) {}
    String[] split(String pattern) {}
    String[] split(String pattern, int limit) {}
    char[] toCharArray() {}
    byte[] getBytes() {}
    int length() {}
    int indexOf(String text) {}
    int indexOf(int one) {}
    boolean isEmpty() {}
    boolean isBlank() {}
    boolean contains(CharSequence text) {}
    boolean startsWith(String text) {}
    boolean endsWith(String text) {}
    boolean equalsIgnoreCase(String text) {}
    java.util.stream.Stream<String> lines() {}
    <R> R transform(java.util.function.Function<? super String, ? extends R> by) {}
    static String valueOf(Object value) {}
    static String format(String text, Object... values) {}
    static String join(CharSequence between, CharSequence... texts) {}
    static String join(CharSequence between, Iterable<? extends CharSequence> texts) {}
}
@Partial class StringBuilder implements CharSequence, Appendable {
    StringBuilder append(Object value) {}
    StringBuilder append(CharSequence text) {}
    StringBuilder append(char one) {}
    StringBuilder append(CharSequence text, int start, int end) {}
    StringBuilder insert(int at, Object value) {}
    StringBuilder reverse() {}
    StringBuilder delete(int start, int end) {}
    StringBuilder deleteCharAt(int at) {}
    StringBuilder replace(int start, int end, String text) {}
    String substring(int start) {}
    String substring(int start, int end) {}
}
@Partial class StringBuffer implements CharSequence, Appendable {
    StringBuffer append(Object value) {}
    StringBuffer append(CharSequence text) {}
    StringBuffer append(char one) {}
    StringBuffer insert(int at, Object value) {}
    StringBuffer reverse() {}
    String substring(int start) {}
    String substring(int start, int end) {}
}

@Partial class Number implements java.io.Serializable {
    int intValue() {}
    long longValue() {}
    float floatValue() {}
    double doubleValue() {}
    byte byteValue() {}
    short shortValue() {}
}
@Partial class Integer extends Number implements Comparable<Integer> {
    static int MAX_VALUE;
    static int MIN_VALUE;
    static int parseInt(String text) {}
    static Integer valueOf(int value) {}
    static Integer valueOf(String text) {}
    static int compare(int one, int other) {}
    static String toString(int value) {}
}
@Partial class Long extends Number implements Comparable<Long> {
    static long MAX_VALUE;
    static long MIN_VALUE;
    static long parseLong(String text) {}
    static Long valueOf(long value) {}
    static int compare(long one, long other) {}
    static String toString(long value) {}
}
@Partial class Short extends Number implements Comparable<Short> {
    static short MAX_VALUE;
    static short MIN_VALUE;
}
@Partial class Byte extends Number implements Comparable<Byte> {
    static byte MAX_VALUE;
    static byte MIN_VALUE;
}
@Partial class Double extends Number implements Comparable<Double> {
    static double MAX_VALUE;
    static double MIN_VALUE;
    static double parseDouble(String text) {}
    static long doubleToLongBits(double value) {}
    static Double valueOf(double value) {}
}
@Partial class Float extends Number implements Comparable<Float> {
    static float MAX_VALUE;
    static float MIN_VALUE;
}
@Partial class Boolean implements Comparable<Boolean>, java.io.Serializable {
    boolean booleanValue() {}
    static boolean parseBoolean(String text) {}
    static Boolean valueOf(boolean value) {}
}
@Partial class Character implements Comparable<Character>, java.io.Serializable {
    char charValue() {}
    static boolean isDigit(char one) {}
    static boolean isLetter(char one) {}
    static boolean isLetterOrDigit(char one) {}
    static boolean isUpperCase(char one) {}
    static boolean isLowerCase(char one) {}
    static boolean isWhitespace(char one) {}
    static char toLowerCase(char one) {}
    static char toUpperCase(char one) {}
    static int getNumericValue(char one) {}
    static Character valueOf(char one) {}
    static String toString(char one) {}
}
@Partial class Math {
    static int abs(int value) {}
    static long abs(long value) {}
    static float abs(float value) {}
    static double abs(double value) {}
    static int max(int one, int other) {}
    static long max(long one, long other) {}
    static float max(float one, float other) {}
    static double max(double one, double other) {}
    static int min(int one, int other) {}
    static long min(long one, long other) {}
    static float min(float one, float other) {}
    static double min(double one, double other) {}
    static double sqrt(double value) {}
    static double pow(double value, double by) {}
    static double random() {}
    static double floor(double value) {}
    static double ceil(double value) {}
    static long round(double value) {}
    static int round(float value) {}
}
class Void { }

@Partial class Class<T> {
    T cast(Object value) {}
    T newInstance() {}
    String getName() {}
    String getSimpleName() {}
    boolean isInstance(Object value) {}
    T[] getEnumConstants() {}
    java.lang.reflect.Method getMethod(String name, Class<?>... parameters) {}
    java.lang.reflect.Method getDeclaredMethod(String name, Class<?>... parameters) {}
}
@Partial class Enum<E extends Enum<E>> implements Comparable<E>, java.io.Serializable {
    String name() {}
    int ordinal() {}
    int compareTo(E other) {}
    Class<E> getDeclaringClass() {}
    @Implicit static E[] values() {}
    @Implicit static E valueOf(String name) {}
    static <T extends Enum<T>> T valueOf(Class<T> type, String name) {}
}
class Record { }

@Partial class Throwable implements java.io.Serializable {
    String getMessage() {}
    String getLocalizedMessage() {}
    Throwable getCause() {}
    Throwable initCause(Throwable cause) {}
    StackTraceElement[] getStackTrace() {}
    void printStackTrace() {}
    void addSuppressed(Throwable other) {}
    Throwable[] getSuppressed() {}
}
class Exception extends Throwable { }
class Error extends Throwable { }
class RuntimeException extends Exception { }
class IllegalArgumentException extends RuntimeException { }
class IllegalStateException extends RuntimeException { }
class NullPointerException extends RuntimeException { }
class UnsupportedOperationException extends RuntimeException { }
class IndexOutOfBoundsException extends RuntimeException { }
class ArithmeticException extends RuntimeException { }
class ClassCastException extends RuntimeException { }
class NumberFormatException extends IllegalArgumentException { }
class InterruptedException extends Exception { }
class CloneNotSupportedException extends Exception { }
class AssertionError extends Error { }
@Partial class ReflectiveOperationException extends Exception { }
class ClassNotFoundException extends ReflectiveOperationException { }

@Partial class Thread implements Runnable {
    Thread() {}
    Thread(Runnable task) {}
    Thread(Runnable task, String name) {}
    Thread(String name) {}
    void run() {}
    void start() {}
    void join() {}
    static Thread currentThread() {}
    static Thread startVirtualThread(Runnable task) {}
    interface UncaughtExceptionHandler { void uncaughtException(Thread thread, Throwable error); }
}
@Partial class ThreadLocal<T> {
    T get() {}
    void set(T value) {}
    void remove() {}
    T initialValue() {}
    static <S> ThreadLocal<S> withInitial(java.util.function.Supplier<? extends S> by) {}
}
@Partial class System {
    static java.io.PrintStream out;
    static java.io.PrintStream err;
    static java.io.InputStream in;
    static String getProperty(String name) {}
    static String getenv(String name) {}
    static String lineSeparator() {}
    static int identityHashCode(Object value) {}
    static long currentTimeMillis() {}
    static long nanoTime() {}
}
@interface Override { }
@interface Deprecated { }
@interface FunctionalInterface { }
@interface SuppressWarnings { }
@interface SafeVarargs { }
