// What of Swift's standard library gives, holds or calls something whose type makes a difference to a call graph.
protocol Equatable { static func == (one: Self, other: Self) -> Bool }
protocol Hashable: Equatable { func hash(into hasher: inout Hasher); var hashValue: Int { get } }
protocol Comparable: Equatable { static func < (one: Self, other: Self) -> Bool }
protocol Identifiable { associatedtype ID; var id: ID { get } }
protocol Error { }
protocol Encodable { func encode(to encoder: Encoder) throws }
protocol Decodable { init(from decoder: Decoder) throws }
protocol Codable: Encodable, Decodable { }
protocol Encoder { }
protocol Decoder { }
protocol CaseIterable { static var allCases: [Self] { get } }
protocol RawRepresentable { associatedtype RawValue; var rawValue: RawValue { get } }
protocol CustomStringConvertible { var description: String { get } }
protocol CustomDebugStringConvertible { var debugDescription: String { get } }
protocol LosslessStringConvertible: CustomStringConvertible { }
protocol ExpressibleByStringLiteral { }
protocol ExpressibleByIntegerLiteral { }
protocol ExpressibleByArrayLiteral { }
protocol ExpressibleByDictionaryLiteral { }
protocol AnyObject { }
protocol Sendable { }
protocol Actor { }
protocol AdditiveArithmetic { }
protocol Numeric { }
protocol Strideable { }
protocol BinaryInteger { }
protocol FixedWidthInteger { }
protocol FloatingPoint { }
protocol StringProtocol { }
protocol IteratorProtocol { associatedtype Element; mutating func next() -> Element? }
protocol AsyncSequence { }
@Partial struct Hasher { mutating func combine<T>(_ value: T) {} }
@Partial protocol Sequence<Element> {
    func makeIterator() -> IndexingIterator<Element>
    func map<T>(_ by: (Element) -> T) -> [T]
    func compactMap<T>(_ by: (Element) -> T?) -> [T]
    func flatMap<T>(_ by: (Element) -> [T]) -> [T]
    func filter(_ by: (Element) -> Bool) -> [Element]
    func forEach(_ action: (Element) -> Void)
    func reduce<R>(_ first: R, _ by: (R, Element) -> R) -> R
    func reduce<R>(into first: R, _ by: (inout R, Element) -> Void) -> R
    func sorted(by: (Element, Element) -> Bool) -> [Element]
    func sorted() -> [Element]
    func min(by: (Element, Element) -> Bool) -> Element?
    func max(by: (Element, Element) -> Bool) -> Element?
    func min() -> Element?
    func max() -> Element?
    func contains(_ one: Element) -> Bool
    func contains(where by: (Element) -> Bool) -> Bool
    func allSatisfy(_ by: (Element) -> Bool) -> Bool
    func first(where by: (Element) -> Bool) -> Element?
    func reversed() -> [Element]
    func enumerated() -> EnumeratedSequence<Element>
    func prefix(_ count: Int) -> [Element]
    func suffix(_ count: Int) -> [Element]
    func dropFirst(_ count: Int = 1) -> [Element]
    func dropLast(_ count: Int = 1) -> [Element]
    func joined(separator: String = "") -> String
    func shuffled() -> [Element]
}
struct IndexingIterator<Element> { mutating func next() -> Element? {} }
struct EnumeratedSequence<Element> { }
@Partial protocol Collection<Element>: Sequence<Element> {
    var count: Int { get }
    var isEmpty: Bool { get }
    var first: Element? { get }
    var indices: Range<Int> { get }
    func firstIndex(of one: Element) -> Int?
    func firstIndex(where by: (Element) -> Bool) -> Int?
    func index(after one: Int) -> Int
    func randomElement() -> Element?
}
@Partial struct Array<Element>: Collection<Element> {
    var last: Element?
    init() {}
    init(repeating one: Element, count: Int) {}
    mutating func append(_ one: Element) {}
    mutating func append(contentsOf all: [Element]) {}
    mutating func insert(_ one: Element, at index: Int) {}
    mutating func remove(at index: Int) -> Element {}
    mutating func removeAll() {}
    mutating func removeAll(where by: (Element) -> Bool) {}
    mutating func removeFirst() -> Element {}
    mutating func removeLast() -> Element {}
    mutating func popLast() -> Element? {}
    mutating func sort() {}
    mutating func sort(by: (Element, Element) -> Bool) {}
    mutating func reverse() {}
    mutating func shuffle() {}
    mutating func swapAt(_ one: Int, _ other: Int) {}
    func lastIndex(where by: (Element) -> Bool) -> Int? {}
}
@Partial struct ArraySlice<Element>: Collection<Element> { }
@Partial struct Set<Element>: Collection<Element> {
    mutating func insert(_ one: Element) {}
    mutating func remove(_ one: Element) -> Element? {}
    func union(_ other: Set<Element>) -> Set<Element> {}
    func intersection(_ other: Set<Element>) -> Set<Element> {}
    func subtracting(_ other: Set<Element>) -> Set<Element> {}
}
@Partial struct Dictionary<Key, Value>: Sequence<Value> {
    var keys: [Key]
    var values: [Value]
    var count: Int
    var isEmpty: Bool
    func mapValues<T>(_ by: (Value) -> T) -> [Key: T] {}
    mutating func removeValue(forKey key: Key) -> Value? {}
    mutating func updateValue(_ value: Value, forKey key: Key) -> Value? {}
    mutating func removeAll() {}
}
@Partial struct Range<Bound> { }
@Partial struct ClosedRange<Bound> { }
@Partial enum Optional<Wrapped> { }
@Partial enum Result<Success, Failure> {
    func get() throws -> Success {}
    func map<T>(_ by: (Success) -> T) -> Result<T, Failure> {}
}
@Partial struct String: Hashable, Comparable, StringProtocol, Collection<Character> {
    var utf8: [UInt8]
    func uppercased() -> String {}
    func lowercased() -> String {}
    func hasPrefix(_ text: String) -> Bool {}
    func hasSuffix(_ text: String) -> Bool {}
    func split(separator: Character) -> [String] {}
    func components(separatedBy text: String) -> [String] {}
    func replacingOccurrences(of text: String, with other: String) -> String {}
    func trimmingCharacters(in set: CharacterSet) -> String {}
    mutating func append(_ text: String) {}
    func contains(_ text: String) -> Bool {}
}
@Partial struct Substring: StringProtocol { }
@Partial struct Character: Hashable { }
@Partial struct Bool: Hashable { mutating func toggle() {} }
@Partial struct Int: Hashable, Comparable { }
@Partial struct Int8: Hashable { }
@Partial struct Int16: Hashable { }
@Partial struct Int32: Hashable { }
@Partial struct Int64: Hashable { }
@Partial struct UInt: Hashable { }
@Partial struct UInt8: Hashable { }
@Partial struct UInt16: Hashable { }
@Partial struct UInt32: Hashable { }
@Partial struct UInt64: Hashable { }
@Partial struct Double: Hashable, Comparable { }
@Partial struct Float: Hashable, Comparable { }
@Partial struct ObjectIdentifier { }
@Partial struct AnyHashable: Hashable { }
@Partial class AnyKeyPath { }
@Partial class KeyPath<Root, Value>: AnyKeyPath { }
@Partial struct Task<Success, Failure> { }
@Partial struct Duration { }
@Partial struct CharacterSet { }
func print(_ values: Any..., separator: String = " ", terminator: String = "\n") {}
func debugPrint(_ values: Any...) {}
func dump<T>(_ value: T) -> T {}
func min<T>(_ one: T, _ other: T) -> T {}
func max<T>(_ one: T, _ other: T) -> T {}
func abs<T>(_ one: T) -> T {}
func zip<A, B>(_ one: A, _ other: B) -> Array<A> {}
func swap<T>(_ one: inout T, _ other: inout T) {}
func type<T>(of value: T) -> T {}
func fatalError(_ text: String = "") -> Never {}
func preconditionFailure(_ text: String = "") -> Never {}
func assertionFailure(_ text: String = "") {}
func precondition(_ holds: Bool, _ text: String = "") {}
func assert(_ holds: Bool, _ text: String = "") {}
func stride(from first: Int, to last: Int, by step: Int) -> Array<Int> {}
func stride(from first: Int, through last: Int, by step: Int) -> Array<Int> {}
func withUnsafePointer<T, R>(to value: T, _ by: (T) -> R) -> R {}
func unsafeBitCast<T, U>(_ value: T, to type: U) -> U {}
func isKnownUniquelyReferenced<T>(_ value: T) -> Bool {}
func readLine() -> String? {}
enum Never { }
struct Void { }
