// What of Foundation gives, holds or calls something whose type makes a difference to a call graph.
import Foundation

@Partial class NSObject { init() {} }
@Partial class NSError: Error { var localizedDescription: String }
@Partial struct Data { init() {} }
@Partial struct Date { init() {} }
@Partial struct DateComponents { }
@Partial struct DateInterval { }
@Partial struct Calendar { static var current: Calendar }
@Partial struct Locale { static var current: Locale }
@Partial struct TimeZone { }
@Partial struct URL { init?(string: String) {} var absoluteString: String  var path: String }
@Partial struct URLComponents { }
@Partial struct URLQueryItem { }
@Partial struct URLRequest { var url: URL? }
@Partial class URLResponse { }
@Partial class HTTPURLResponse: URLResponse { var statusCode: Int }
@Partial class URLSession { static var shared: URLSession }
@Partial class URLSessionConfiguration { }
@Partial class URLSessionTask { func resume() {} func cancel() {} }
@Partial class URLSessionDataTask: URLSessionTask { }
@Partial class URLSessionUploadTask: URLSessionDataTask { }
@Partial class URLSessionDownloadTask: URLSessionTask { }
@Partial struct URLError: Error { }
@Partial struct UUID { init() {} var uuidString: String }
@Partial struct IndexPath { }
@Partial struct IndexSet { }
@Partial struct Notification { }
@Partial class NotificationCenter { static var `default`: NotificationCenter }
@Partial class FileManager { static var `default`: FileManager }
@Partial class UserDefaults { static var standard: UserDefaults }
@Partial class Bundle { static var main: Bundle }
@Partial class ProcessInfo { static var processInfo: ProcessInfo }
@Partial class Timer { }
@Partial class Thread { }
@Partial class OperationQueue { static var main: OperationQueue }
@Partial class Operation { }
@Partial class Progress { }
@Partial class NSLock { func lock() {} func unlock() {} }
@Partial class NSRecursiveLock { func lock() {} func unlock() {} }
@Partial class DateFormatter { func string(from date: Date) -> String {} func date(from text: String) -> Date? {} }
@Partial class NumberFormatter { }
@Partial class JSONEncoder { init() {} func encode<T>(_ value: T) throws -> Data {} }
@Partial class JSONDecoder { init() {} func decode<T>(_ type: T, from data: Data) throws -> T {} }
@Partial class JSONSerialization { }
@Partial class NSString { }
@Partial class NSNumber { }
@Partial class NSArray { }
@Partial class NSDictionary { }
@Partial class NSRegularExpression { }
@Partial class InputStream { }
@Partial class OutputStream { }
@Partial class DispatchQueue {
    static var main: DispatchQueue
    static func global() -> DispatchQueue {}
    func async(_ action: () -> Void) {}
    func sync<T>(_ action: () -> T) -> T {}
    func asyncAfter(deadline: DispatchTime, _ action: () -> Void) {}
}
@Partial struct DispatchTime { }
@Partial class DispatchGroup { func enter() {} func leave() {} }
@Partial class DispatchSemaphore { func wait() {} func signal() {} }
@Partial class DispatchWorkItem { }
@Partial class MainActor { }
typealias TimeInterval = Double
