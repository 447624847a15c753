import Shop // => imports Shop

func run(_ named: Named) { // => defines function run; type_of Shop.Named
    print(named.label()) // => calls Shop.Item.label (inferred); calls Shop.Named.label, Swift.print
}

let item = Item(name: "a", price: 1) // => defines field item; instantiates Shop.Item
run(item) // => calls run
item.label() // => calls Shop.Item.label (inferred)
shared.greet(with: item) // => calls Shop.Owner.greet (inferred)
