namespace System.Threading
{
    [Partial] public struct CancellationToken { public void ThrowIfCancellationRequested(); }
    [Partial] public class CancellationTokenSource : IDisposable { public CancellationToken Token { get; } public void Cancel(); }
    [Partial] public class SemaphoreSlim : IDisposable { public System.Threading.Tasks.Task WaitAsync(); public void Wait(); public int Release(); }
    [Partial] public static class Interlocked { }
    [Partial] public class Thread { public static void Sleep(int millis); public void Start(); public void Join(); }
    [Partial] public static class Monitor { }
    [Partial] public class Timer : IDisposable { }
}

namespace System.Threading.Tasks
{
    [Partial] public class Task
    {
        public Task ConfigureAwait(bool captured);
        public static Task CompletedTask { get; }
        public static Task Delay(int millis);
        public static Task<T> FromResult<T>(T value);
        public static Task Run(Action action);
        public static Task<T> Run<T>(Func<T> by);
        public static Task WhenAll(params Task[] all);
        public static Task<T[]> WhenAll<T>(System.Collections.Generic.IEnumerable<Task<T>> all);
        public void Wait();
    }
    [Partial] public class Task<T> : Task
    {
        public T Result { get; }
        public Task<T> ConfigureAwait(bool captured);
        public Task<R> ContinueWith<R>(Func<Task<T>, R> by);
    }
    [Partial] public struct ValueTask { public ValueTask ConfigureAwait(bool captured); public Task AsTask(); }
    [Partial] public struct ValueTask<T> { public T Result { get; } public ValueTask<T> ConfigureAwait(bool captured); public Task<T> AsTask(); }
    [Partial] public class TaskCompletionSource<T> { public Task<T> Task { get; } public void SetResult(T value); }
    [Partial] public static class Parallel { }
}
