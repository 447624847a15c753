import Foundation // => imports Foundation

/// Something with a name.
public protocol Named { // => defines interface Named
    var name: String { get } // => defines field Named.name
    func label() -> String // => defines method Named.label
    func shout() -> String // => defines method Named.shout
}

extension Named {
    public func shout() -> String { label().uppercased() } // => defines method Named.shout; calls Item.label (inferred); calls Named.label, Swift.String.uppercased

    func whisper() -> String { // => defines method Named.whisper
        shout().lowercased() // => calls Named.shout, Swift.String.lowercased
    }
}

public protocol Priced: Named { // => defines interface Priced; inherits Named
    var price: Int { get } // => defines field Priced.price
}

public enum Size: String, CaseIterable { // => defines enum Size; implements Swift.CaseIterable; inherits Swift.String
    case small, large // => defines constant Size.large; defines constant Size.small
    case custom(Int, name: String) // => defines constant Size.custom

    static let standard = Size.small // => defines field Size.standard

    static func parse(_ text: String) -> Size { .custom(1, name: text) } // => defines method Size.parse; instantiates Size; type_of Size

    var factor: Int { // => defines method Size.factor
        switch self {
        case .small: return 1
        case .large: return grow(2) // => calls Size.grow
        case .custom(let value, _): return value
        }
    }

    private func grow(_ by: Int) -> Int { by * 2 } // => defines method Size.grow
}

public struct Item: Priced, Equatable { // => defines struct Item; implements Priced, Swift.Equatable
    public var name: String // => defines field Item.name
    public let price: Int // => defines field Item.price
    var size = Size.parse("m") // => defines field Item.size; calls Size.parse
    var parts: [Item] = [] // => defines field Item.parts; type_of Item from Item.parts

    public func label() -> String { "\(name) \(cost(of: 2))" } // => defines method Item.label; calls Item.cost; overrides Named.label

    func cost(of count: Int) -> Int { price * count * size.factor } // => defines method Item.cost

    func cost(with tax: Int = 1, rounded: Bool = false) -> Int { cost(of: 1) + tax } // => defines method Item.cost; calls Item.cost

    mutating func add(_ part: Item) { // => defines method Item.add; type_of Item
        parts.append(part) // => calls Swift.Array.append
    }

    static func == (left: Item, right: Item) -> Bool { left.name == right.name } // => defines method Item.==; type_of Item

    subscript(index: Int) -> Item { parts[index] } // => defines method Item.subscript; type_of Item
}
