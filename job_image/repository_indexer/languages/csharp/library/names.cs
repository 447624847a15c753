// The further types of these namespaces, of which nothing but the names is told.
namespace System
{
    [Partial] class AccessViolationException { } [Partial] class AppContext { } [Partial] class AppDomain { }
    [Partial] class ArithmeticException { } [Partial] class ArraySegment { }
    [Partial] class ArrayTypeMismatchException { } [Partial] class AsyncCallback { }
    [Partial] class Attribute { } [Partial] class BadImageFormatException { } [Partial] class BindingFlags { }
    [Partial] class Buffer { } [Partial] class CannotUnloadAppDomainException { }
    [Partial] class CharEnumerator { } [Partial] class ConsoleCancelEventArgs { }
    [Partial] class ConsoleColor { } [Partial] class ConsoleKey { } [Partial] class ConsoleKeyInfo { }
    [Partial] class ContextBoundObject { } [Partial] class DBNull { } [Partial] class DateOnly { }
    [Partial] class DayOfWeek { } [Partial] class DivideByZeroException { }
    [Partial] class DllNotFoundException { } [Partial] class DuplicateWaitObjectException { }
    [Partial] class EntryPointNotFoundException { } [Partial] class Environment { }
    [Partial] class ExecutionEngineException { } [Partial] class FieldAccessException { }
    [Partial] class FormattableString { } [Partial] class Half { } [Partial] class HashCode { }
    [Partial] class IAsyncResult { } [Partial] class IConvertible { } [Partial] class ICustomFormatter { }
    [Partial] class IProgress { } [Partial] class Index { } [Partial] class InsufficientMemoryException { }
    [Partial] class Int128 { } [Partial] class InvalidProgramException { }
    [Partial] class InvalidTimeZoneException { } [Partial] class LoaderOptimization { }
    [Partial] class LocalDataStoreSlot { } [Partial] class MarshalByRefObject { }
    [Partial] class MemberAccessException { } [Partial] class MemoryExtensions { }
    [Partial] class MethodAccessException { } [Partial] class MidpointRounding { }
    [Partial] class MissingFieldException { } [Partial] class MissingMemberException { }
    [Partial] class MissingMethodException { } [Partial] class ModuleHandle { }
    [Partial] class MulticastNotSupportedException { } [Partial] class NotFiniteNumberException { }
    [Partial] class Nullable { } [Partial] class OperatingSystem { } [Partial] class OutOfMemoryException { }
    [Partial] class ParamArrayAttribute { } [Partial] class PlatformID { }
    [Partial] class PlatformNotSupportedException { } [Partial] class Progress { } [Partial] class Range { }
    [Partial] class RankException { } [Partial] class ResolveEventArgs { }
    [Partial] class RuntimeFieldHandle { } [Partial] class RuntimeMethodHandle { }
    [Partial] class RuntimeTypeHandle { } [Partial] class STAThreadAttribute { }
    [Partial] class StackOverflowException { } [Partial] class StringComparer { }
    [Partial] class StringComparison { } [Partial] class StringSplitOptions { }
    [Partial] class ThreadStaticAttribute { } [Partial] class TimeOnly { } [Partial] class TimeZone { }
    [Partial] class TimeZoneInfo { } [Partial] class Tuple { } [Partial] class TypeAccessException { }
    [Partial] class TypeCode { } [Partial] class TypeInitializationException { }
    [Partial] class TypeLoadException { } [Partial] class UInt128 { } [Partial] class UIntPtr { }
    [Partial] class UnauthorizedAccessException { } [Partial] class UnhandledExceptionEventArgs { }
    [Partial] class UriBuilder { } [Partial] class UriFormatException { } [Partial] class UriKind { }
    [Partial] class ValueTuple { } [Partial] class Void { } [Partial] class WeakReference { }
}
namespace System.Collections.Generic
{
    [Partial] class Comparer { } [Partial] class IAsyncEnumerator { } [Partial] class IReadOnlySet { }
    [Partial] class KeyNotFoundException { } [Partial] class LinkedListNode { }
    [Partial] class PriorityQueue { } [Partial] class ReferenceEqualityComparer { }
    [Partial] class SortedList { }
}
namespace System.Linq
{
    [Partial] class EnumerableQuery { } [Partial] class IOrderedQueryable { }
    [Partial] class IQueryProvider { } [Partial] class Lookup { } [Partial] class ParallelEnumerable { }
    [Partial] class ParallelQuery { } [Partial] class Queryable { }
}
namespace System.Threading
{
    [Partial] class AbandonedMutexException { } [Partial] class AsyncLocal { }
    [Partial] class AutoResetEvent { } [Partial] class Barrier { }
    [Partial] class CancellationTokenRegistration { } [Partial] class CountdownEvent { }
    [Partial] class EventWaitHandle { } [Partial] class ExecutionContext { }
    [Partial] class LazyInitializer { } [Partial] class LockRecursionException { }
    [Partial] class ManualResetEvent { } [Partial] class ManualResetEventSlim { } [Partial] class Mutex { }
    [Partial] class ParameterizedThreadStart { } [Partial] class PeriodicTimer { }
    [Partial] class ReaderWriterLock { } [Partial] class ReaderWriterLockSlim { }
    [Partial] class Semaphore { } [Partial] class SpinLock { } [Partial] class SpinWait { }
    [Partial] class SynchronizationContext { } [Partial] class SynchronizationLockException { }
    [Partial] class ThreadAbortException { } [Partial] class ThreadLocal { } [Partial] class ThreadPool { }
    [Partial] class ThreadPriority { } [Partial] class ThreadStart { } [Partial] class ThreadState { }
    [Partial] class Timeout { } [Partial] class TimerCallback { } [Partial] class Volatile { }
    [Partial] class WaitCallback { } [Partial] class WaitHandle { }
}
namespace System.Threading.Tasks
{
    [Partial] class ParallelLoopResult { } [Partial] class ParallelOptions { }
    [Partial] class TaskCanceledException { } [Partial] class TaskContinuationOptions { }
    [Partial] class TaskCreationOptions { } [Partial] class TaskExtensions { } [Partial] class TaskFactory { }
    [Partial] class TaskScheduler { } [Partial] class TaskStatus { }
    [Partial] class UnobservedTaskExceptionEventArgs { }
}
namespace System.IO
{
    [Partial] class BufferedStream { } [Partial] class DirectoryNotFoundException { }
    [Partial] class DriveInfo { } [Partial] class EndOfStreamException { }
    [Partial] class EnumerationOptions { } [Partial] class FileAccess { } [Partial] class FileAttributes { }
    [Partial] class FileLoadException { } [Partial] class FileMode { } [Partial] class FileOptions { }
    [Partial] class FileShare { } [Partial] class FileSystemEventArgs { } [Partial] class FileSystemInfo { }
    [Partial] class FileSystemWatcher { } [Partial] class InvalidDataException { }
    [Partial] class PathTooLongException { } [Partial] class RandomAccess { } [Partial] class SearchOption { }
    [Partial] class SeekOrigin { } [Partial] class UnmanagedMemoryStream { }
}
namespace System.Text
{
    [Partial] class ASCIIEncoding { } [Partial] class CompositeFormat { } [Partial] class Decoder { }
    [Partial] class DecoderFallback { } [Partial] class Encoder { } [Partial] class EncoderFallback { }
    [Partial] class EncodingProvider { } [Partial] class NormalizationForm { } [Partial] class Rune { }
    [Partial] class StringRuneEnumerator { } [Partial] class UTF32Encoding { }
    [Partial] class UTF7Encoding { } [Partial] class UTF8Encoding { } [Partial] class UnicodeEncoding { }
}
