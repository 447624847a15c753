class Priced {                          // => defines class Priced
  int price() => 0;                     // => defines method Priced.price
}

class Item extends Priced {             // => defines class Item; inherits Priced
  final int value;                      // => defines field Item.value
  const Item(this.value);               // => defines method Item.Item
  Future<void> save(int n) async {}     // => defines method Item.save
  void show() => print(price());        // => defines method Item.show; calls dart.core.print, Priced.price
}
