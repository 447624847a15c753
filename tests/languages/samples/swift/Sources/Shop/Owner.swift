public class Owner { // => defines class Owner
    public var name: String = "x" // => defines field Owner.name
    private let cart: Cart // => defines field Owner.cart; type_of Cart from Owner.cart

    init(cart: Cart) { // => defines method Owner.init; type_of Cart
        self.cart = cart
    }

    public func greet(with named: Named) { // => defines method Owner.greet; type_of Named
        named.label() // => calls Item.label (inferred); calls Named.label
        helper(label: named.shout()) // => calls Named.shout, helper; calls Named.shout (inferred)
        helper(3) // => calls helper
    }

    func fill() async throws { // => defines method Owner.fill
        cart.add(Item(name: "a", price: 1)) // => calls Cart.add; instantiates Item
        cart.add(Item(name: "b", price: 2), count: 2) { // => defines function Owner.fill.<lambda1>; calls Cart.add from Owner.fill; instantiates Item from Owner.fill; references Owner.fill.<lambda1> from Owner.fill
            self.greet(with: self.cart) // => calls Owner.greet
        }
        let sent = try await cart.client.send(Item(name: "c", price: 3)) // => calls Client.send; instantiates Item
        sent.label() // => calls Item.label (inferred)
        let basket = Basket.make() // => calls Basket.make
        if let other = basket as? Cart {
            other.changed(sent) // => calls Cart.changed (inferred)
        }
        (basket as! Cart).total() // => calls Cart.total
        let all = [sent, sent]
        all.first?.whisper() // => calls Named.whisper (candidate)
        let handler: (Item) -> Void = changed // => references Owner.changed; type_of Item
        handler(sent) // => calls Owner.changed (inferred)
        "text".loud() // => calls String.loud
        missing() // => unresolved calls missing
        do {
            try check() // => calls Owner.check
        } catch let error as ShopError { // => type_of ShopError
            error.report() // => calls ShopError.report
        }
    }

    private func changed(_ item: Item) {} // => defines method Owner.changed; type_of Item

    private func check() throws { throw ShopError.broken(1) } // => defines method Owner.check; instantiates ShopError
}

enum ShopError: Error { // => defines enum ShopError; implements Swift.Error
    case broken(Int) // => defines constant ShopError.broken

    func report() {} // => defines method ShopError.report
}

extension String {
    func loud() -> String { uppercased() + twice() } // => defines method String.loud; calls String.twice, Swift.String.uppercased

    private func twice() -> String { self + self } // => defines method String.twice
}

extension Owner: Named { // => implements Named from Owner
    public func label() -> String { name.loud() } // => defines method Owner.label; calls String.loud; overrides Named.label
}

extension Owner {
    struct Badge { // => defines struct Owner.Badge
        let text: String // => defines field Owner.Badge.text

        func show() { print(text) } // => defines method Owner.Badge.show; calls Swift.print
    }

    func badge() -> Badge { // => defines method Owner.badge; type_of Owner.Badge
        let badge = Badge(text: label()) // => calls Owner.label; instantiates Owner.Badge
        badge.show() // => calls Owner.Badge.show (inferred)
        return badge
    }
}

func helper(_ count: Int) {} // => defines function helper

func helper(label: String) { // => defines function helper
    helper(label.count) // => calls helper
}

typealias Handler = (Owner) -> Void // => defines type_alias Handler; type_of Owner

let shared = Owner(cart: Cart(id: 1, owner: nil)) // => defines field shared; calls Cart.init, Owner.init; instantiates Cart, Owner
