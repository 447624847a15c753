// What of System gives, holds or calls something whose type makes a difference to a call graph.
namespace System
{
    public class Object
    {
        public virtual bool Equals(object other);
        public static bool Equals(object one, object other);
        public virtual int GetHashCode();
        public Type GetType();
        public virtual string ToString();
        public static bool ReferenceEquals(object one, object other);
        protected object MemberwiseClone();
    }
    public class ValueType { }
    [Partial] public class Enum : ValueType { public bool HasFlag(Enum flag); }
    public delegate void Action();
    public delegate void Action<T>(T one);
    public delegate void Action<T1, T2>(T1 one, T2 two);
    public delegate void Action<T1, T2, T3>(T1 one, T2 two, T3 three);
    public delegate void Action<T1, T2, T3, T4>(T1 one, T2 two, T3 three, T4 four);
    public delegate R Func<R>();
    public delegate R Func<T, R>(T one);
    public delegate R Func<T1, T2, R>(T1 one, T2 two);
    public delegate R Func<T1, T2, T3, R>(T1 one, T2 two, T3 three);
    public delegate R Func<T1, T2, T3, T4, R>(T1 one, T2 two, T3 three, T4 four);
    public delegate bool Predicate<T>(T one);
    public delegate int Comparison<T>(T one, T other);
    public delegate R Converter<T, R>(T one);
    public delegate void EventHandler(object sender, EventArgs args);
    public delegate void EventHandler<T>(object sender, T args);
    public class EventArgs { }
    public interface IDisposable { void Dispose(); }
    public interface IAsyncDisposable { System.Threading.Tasks.ValueTask DisposeAsync(); }
    public interface ICloneable { object Clone(); }
    public interface IEquatable<T> { bool Equals(T other); }
    public interface IComparable { int CompareTo(object other); }
    public interface IComparable<T> { int CompareTo(T other); }
    public interface IFormattable { string ToString(string format, IFormatProvider provider); }
    public interface IFormatProvider { object GetFormat(Type type); }
    public interface IObserver<T> { void OnNext(T value); void OnError(Exception error); void OnCompleted(); }
    public interface IObservable<T> { IDisposable Subscribe(IObserver<T> observer); }
    public interface IServiceProvider { object GetService(Type type); }
    [Partial] public struct Nullable<T> { public T Value { get; } public bool HasValue { get; } public T GetValueOrDefault(); }
    [Partial] public class Lazy<T> { public T Value { get; } public bool IsValueCreated { get; } }
    [Partial] public class WeakReference<T> { }
    [Partial] public class Tuple<T1, T2> { public T1 Item1 { get; } public T2 Item2 { get; } }
    [Partial] public class Exception
    {
        public virtual string Message { get; }
        public Exception InnerException { get; }
        public virtual string StackTrace { get; }
        public virtual Exception GetBaseException();
    }
    [Partial] public class SystemException : Exception { }
    [Partial] public class ApplicationException : Exception { }
    [Partial] public class ArgumentException : SystemException { }
    [Partial] public class ArgumentNullException : ArgumentException { }
    [Partial] public class ArgumentOutOfRangeException : ArgumentException { }
    [Partial] public class InvalidOperationException : SystemException { }
    public class ObjectDisposedException : InvalidOperationException { }
    [Partial] public class NotSupportedException : SystemException { }
    [Partial] public class NotImplementedException : SystemException { }
    [Partial] public class FormatException : SystemException { }
    [Partial] public class InvalidCastException : SystemException { }
    [Partial] public class IndexOutOfRangeException : SystemException { }
    [Partial] public class NullReferenceException : SystemException { }
    [Partial] public class OverflowException : SystemException { }
    [Partial] public class TimeoutException : SystemException { }
    [Partial] public class OperationCanceledException : SystemException { }
    [Partial] public class AggregateException : Exception { }
    [Partial] public class Attribute { }
    public class AttributeUsageAttribute : Attribute { }
    public class ObsoleteAttribute : Attribute { }
    public class SerializableAttribute : Attribute { }
    public class NonSerializedAttribute : Attribute { }
    public class FlagsAttribute : Attribute { }
    public class ThreadStaticAttribute : Attribute { }
    public class CLSCompliantAttribute : Attribute { }
    public enum AttributeTargets { }
    [Partial] public class String : System.Collections.Generic.IEnumerable<char>, IComparable<string>, IEquatable<string>
    {
        public int Length { get; }
        public char this[int index] { get; }
        public string Trim();
        public string TrimStart();
        public string TrimEnd();
        public string ToUpper();
        public string ToLower();
        public string ToUpperInvariant();
        public string ToLowerInvariant();
        public string Substring(int start);
        public string Substring(int start, int length);
        public string Replace(string old, string other);
        public string Insert(int start, string text);
        public string Remove(int start);
        public string PadLeft(int width);
        public string PadRight(int width);
        public string[] Split(char by);
        public char[] ToCharArray();
        public bool Contains(string text);
        public bool StartsWith(string text);
        public bool EndsWith(string text);
        public int IndexOf(string text);
        public int LastIndexOf(string text);
        public static string Join(string between, params object[] texts);
        public static string Format(string text, params object[] values);
        public static string Concat(params object[] values);
        public static bool IsNullOrEmpty(string text);
        public static bool IsNullOrWhiteSpace(string text);
        public static int Compare(string one, string other);
        public static bool Equals(string one, string other);
        public static bool Equals(string one, string other, StringComparison how);
    }
    [Partial] public struct Boolean { public static bool Parse(string text); }
    [Partial] public struct Byte { }
    [Partial] public struct SByte { }
    [Partial] public struct Char { public static bool IsDigit(char one); public static bool IsLetter(char one); public static bool IsWhiteSpace(char one); public static bool IsUpper(char one); public static char ToUpper(char one); public static char ToLower(char one); }
    [Partial] public struct Decimal { public static decimal Parse(string text); }
    [Partial] public struct Double { public static double Parse(string text); }
    [Partial] public struct Single { public static float Parse(string text); }
    [Partial] public struct Int16 { }
    [Partial] public struct Int32 { public static int Parse(string text); public int CompareTo(int other); }
    [Partial] public struct Int64 { public static long Parse(string text); public int CompareTo(long other); }
    [Partial] public struct UInt16 { }
    [Partial] public struct UInt32 { }
    [Partial] public struct UInt64 { }
    [Partial] public struct IntPtr { }
    [Partial] public struct Guid { public static Guid NewGuid(); public static Guid Parse(string text); }
    [Partial] public struct DateTime
    {
        public static DateTime Now { get; }
        public static DateTime UtcNow { get; }
        public static DateTime Today { get; }
        public DateTime Date { get; }
        public DateTime AddDays(double days);
        public DateTime AddHours(double hours);
        public DateTime AddMinutes(double minutes);
        public DateTime AddSeconds(double seconds);
        public DateTime ToUniversalTime();
        public DateTime ToLocalTime();
        public static DateTime Parse(string text);
    }
    [Partial] public struct DateTimeOffset { public static DateTimeOffset Now { get; } public static DateTimeOffset UtcNow { get; } }
    [Partial] public struct TimeSpan { public static TimeSpan FromSeconds(double seconds); public static TimeSpan FromMilliseconds(double millis); public static TimeSpan FromMinutes(double minutes); }
    [Partial] public class Type { public string Name { get; } public string FullName { get; } public Type BaseType { get; } }
    [Partial] public class Uri { }
    [Partial] public class Version { }
    [Partial] public class Random { public int Next(int max); }
    [Partial] public static class Console { public static void WriteLine(object value); public static void Write(object value); public static string ReadLine(); }
    [Partial] public static class Math { }
    [Partial] public static class Convert { }
    [Partial] public static class Environment { }
    [Partial] public static class Activator { }
    [Partial] public static class GC { }
    [Partial] public static class BitConverter { }
    [Partial] public class Array { }
    [Partial] public class Delegate { }
    [Partial] public class MulticastDelegate : Delegate { }
    [Partial] public struct Span<T> { }
    [Partial] public struct ReadOnlySpan<T> { }
    [Partial] public struct Memory<T> { }
    [Partial] public struct ReadOnlyMemory<T> { }
}
