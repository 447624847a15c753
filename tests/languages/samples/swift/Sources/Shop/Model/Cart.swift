import Alamofire // => imports Alamofire

@propertyWrapper
struct Clamped { // => defines struct Clamped
    var wrappedValue: Int // => defines field Clamped.wrappedValue
}

open class Basket { // => defines class Basket
    var owner: Owner? // => defines field Basket.owner; type_of Owner from Basket.owner
    let id: Int // => defines field Basket.id

    init(id: Int, owner: Owner? = nil) { // => defines method Basket.init; type_of Owner
        self.id = id
        self.owner = owner
        setUp() // => calls Basket.setUp; calls Cart.setUp (inferred)
    }

    convenience init(owner: Owner) { // => defines method Basket.init; type_of Owner
        self.init(id: 0, owner: owner) // => calls Basket.init
    }

    func setUp() {} // => defines method Basket.setUp

    func total() -> Int { 0 } // => defines method Basket.total

    deinit { close() } // => defines method Basket.deinit; calls Basket.close

    private func close() {} // => defines method Basket.close

    class func make() -> Basket { Self.default(id: 1) } // => defines method Basket.make; calls Basket.default; type_of Basket

    static func `default`(id: Int) -> Basket { Basket(id: id) } // => defines method Basket.default; calls Basket.init; instantiates Basket; type_of Basket
}

final class Cart: Basket, Named { // => defines class Cart; implements Named; inherits Basket
    @Clamped var limit: Int = 3 // => defines field Cart.limit; decorates Clamped from Cart.limit
    var items: [Item] = [] // => defines field Cart.items; type_of Item from Cart.items
    lazy var client: Client = Client() // => defines field Cart.client; instantiates Client; type_of Client from Cart.client
    weak var delegate: CartDelegate? // => defines field Cart.delegate; type_of CartDelegate from Cart.delegate
    var onChange: ((Item) -> Void)? // => defines field Cart.onChange; type_of Item from Cart.onChange
    var name: String { owner?.name ?? "nobody" } // => defines method Cart.name

    override init(id: Int, owner: Owner?) { // => defines method Cart.init; type_of Owner
        super.init(id: id, owner: owner) // => calls Basket.init
        onChange = { [weak self] item in self?.changed(item) } // => defines function Cart.init.<lambda1>; calls Cart.changed; references Cart.init.<lambda1> from Cart.init
    }

    override func setUp() { // => defines method Cart.setUp; overrides Basket.setUp
        super.setUp() // => calls Basket.setUp
        items.forEach { $0.label() } // => defines function Cart.setUp.<lambda1>; calls Item.label (inferred); calls Swift.Array.forEach from Cart.setUp; calls Cart.setUp.<lambda1> (inferred) from Cart.setUp; references Cart.setUp.<lambda1> from Cart.setUp
    }

    override func total() -> Int { // => defines method Cart.total; overrides Basket.total
        items.map { item in item.cost(of: 1) }.reduce(0, +) // => defines function Cart.total.<lambda1>; calls Item.cost (inferred); calls Swift.Array.map from Cart.total; calls Swift.Array.reduce (inferred) from Cart.total; calls Cart.total.<lambda1> (inferred) from Cart.total; references Cart.total.<lambda1> from Cart.total
    }

    func label() -> String { whisper() } // => defines method Cart.label; calls Named.whisper; overrides Named.label

    func add(_ item: Item, count: Int = 1, then done: () -> Void = {}) { // => defines function Cart.add.<lambda1>; defines method Cart.add; type_of Item from Cart.add
        items.append(item) // => calls Swift.Array.append
        delegate?.cart(self, didAdd: item) // => calls CartDelegate.cart
        onChange?(item) // => calls Cart.init.<lambda1> (inferred)
        done() // => calls Cart.add.<lambda1>, Owner.fill.<lambda1> (inferred)
    }

    func changed(_ item: Item) { // => defines method Cart.changed; type_of Item
        guard let first = items.first, let owner = owner else { return }
        first.label() // => calls Item.label (inferred)
        owner.greet(with: first) // => calls Owner.greet (inferred)
        if let cheapest = items.min(by: { $0.price < $1.price }) { // => defines function Cart.changed.<lambda1>; calls Swift.Array.min from Cart.changed; calls Cart.changed.<lambda1> (inferred) from Cart.changed; references Cart.changed.<lambda1> from Cart.changed
            cheapest.whisper() // => calls Named.whisper (inferred)
        }
        for item in items where item.price > 1 {
            item.shout() // => calls Named.shout (inferred)
        }
        items[0].cost(with: 2) // => calls Item.cost
        let size: Size = .parse("x") // => calls Size.parse (inferred); type_of Size
        paint(.custom(2, name: "y"), with: size) // => calls Cart.paint; instantiates Size
        AF.request("https://example.org") // => calls Alamofire.AF.request
    }

    private func paint(_ size: Size, with other: Size) { // => defines method Cart.paint; type_of Size
        _ = size.factor + other.factor
    }
}

protocol CartDelegate: AnyObject { // => defines interface CartDelegate; inherits Swift.AnyObject
    func cart(_ cart: Cart, didAdd item: Item) // => defines method CartDelegate.cart; type_of Cart, Item
}

actor Client { // => defines class Client
    private var log: [String] = [] // => defines field Client.log

    func send<T: Priced>(_ priced: T) async throws -> T { // => defines method Client.send; type_of Priced
        log.append(priced.label()) // => calls Item.label (inferred); calls Named.label, Swift.Array.append
        return priced
    }
}
