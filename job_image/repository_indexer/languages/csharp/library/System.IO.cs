namespace System.IO
{
    [Partial] public abstract class Stream : IDisposable { public virtual void Flush(); public virtual void Close(); public void Dispose(); }
    [Partial] public class MemoryStream : Stream { public byte[] ToArray(); }
    [Partial] public class FileStream : Stream { }
    [Partial] public abstract class TextReader : IDisposable { public virtual string ReadLine(); public virtual string ReadToEnd(); public virtual int Read(); public void Dispose(); public virtual void Close(); }
    [Partial] public class StreamReader : TextReader { }
    [Partial] public class StringReader : TextReader { }
    [Partial] public abstract class TextWriter : IDisposable { public virtual void Write(object value); public virtual void WriteLine(object value); public virtual void Flush(); public void Dispose(); public virtual void Close(); }
    [Partial] public class StreamWriter : TextWriter { }
    [Partial] public class StringWriter : TextWriter { }
    [Partial] public class BinaryReader : IDisposable { public void Dispose(); }
    [Partial] public class BinaryWriter : IDisposable { public void Dispose(); }
    [Partial] public static class File { public static StreamReader OpenText(string path); public static FileStream Open(string path); public static FileStream OpenRead(string path); public static string ReadAllText(string path); public static string[] ReadAllLines(string path); }
    [Partial] public static class Path { public static string Combine(params string[] parts); }
    [Partial] public static class Directory { }
    [Partial] public class FileInfo { }
    [Partial] public class DirectoryInfo { }
    [Partial] public class IOException : SystemException { }
    [Partial] public class FileNotFoundException : IOException { }
}

namespace System.Text
{
    [Partial] public class StringBuilder
    {
        public int Length { get; set; }
        public StringBuilder Append(object value);
        public StringBuilder AppendLine(object value);
        public StringBuilder AppendFormat(string text, params object[] values);
        public StringBuilder Insert(int index, object value);
        public StringBuilder Replace(string old, string other);
        public StringBuilder Remove(int start, int length);
        public StringBuilder Clear();
    }
    [Partial] public class Encoding { public static Encoding UTF8 { get; } public byte[] GetBytes(string text); public string GetString(byte[] bytes); }
}
