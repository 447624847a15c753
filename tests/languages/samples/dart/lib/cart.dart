library shop;

import 'dart:io';                       // => imports dart:io
import 'package:http/http.dart' as http;  // => imports package:http/http.dart
import 'package:shop/src/item.dart' show Item, Priced;  // => imports lib.src.item, lib.src.item.Item, lib.src.item.Priced
import 'src/base.dart';                 // => imports lib.src.base
import 'src/missing.dart';              // => unresolved imports src/missing.dart
export 'src/util.dart';                 // => imports lib.src.util
part 'part.dart';                       // => imports lib.part

/// A cart.
/// It holds items.
abstract class Cart<T> extends Base<T> with Logging implements Priced {  // => defines class Cart; implements lib.src.item.Priced; inherits Logging, lib.src.base.Base
  final int count = 0;                  // => defines field Cart.count
  static const String title = 'x';      // => defines constant Cart.title
  late Item first, second;              // => defines field Cart.first; defines field Cart.second; type_of lib.src.item.Item from Cart.first; type_of lib.src.item.Item from Cart.second

  Cart(this.count, {required this.first}) : super(1) {  // => defines method Cart.Cart
    init();                             // => unresolved calls init
  }
  Cart.empty() : this(0);               // => defines method Cart.empty; type_of Cart
  factory Cart.of(int n) => Cart(n);    // => defines method Cart.of; instantiates Cart; type_of Cart

  int get total => compute(count);      // => defines method Cart.total; calls compute
  set total(int v) {                    // => defines method Cart.total
    store(v);                           // => calls lib.src.util.store
  }

  /// Adds.
  @override                             // => decorates dart.core.override from Cart.add
  Future<void> add(Item item, [int n = 1]) async {  // => defines method Cart.add; overrides lib.src.base.Base.add; type_of lib.src.item.Item
    await item.save(n);                 // => calls lib.src.item.Item.save (inferred)
    super.add(item);                    // => calls lib.src.base.Base.add (inferred)
    this.log('x');                      // => calls Logging.log (inferred)
    log('y');                           // => calls Logging.log
    reset();                            // => calls lib.src.base.Base.reset
    http.get('url');                    // => calls package:http/http.dart.get
    inPart(1);                          // => calls lib.part.inPart
    Cart.empty().add(item);             // => calls Cart.add (inferred); calls Cart.empty
    unknown(item);                      // => unresolved calls unknown
  }

  static Cart make() => new Cart(1);    // => defines method Cart.make; instantiates Cart; type_of Cart
  operator +(Cart other) => merge(other);  // => defines method Cart.+; type_of Cart; unresolved calls merge
  void abstractOne();                   // => defines method Cart.abstractOne
}

mixin Logging on Base {                 // => defines trait Logging; inherits lib.src.base.Base
  void log(String text) => print(text); // => defines method Logging.log; calls dart.core.print
}

enum Color {                            // => defines enum Color
  red,                                  // => defines constant Color.red
  green;                                // => defines constant Color.green

  void paint() => describe(this);       // => defines method Color.paint; calls describe
}

extension Twice on Item {
  int twice() => price() * 2;           // => defines method lib.src.item.Item.twice; calls lib.src.item.Priced.price (candidate)
}

typedef Handler = void Function(int);   // => defines type_alias Handler
typedef int Old(int a);                 // => defines type_alias Old

int compute(int a, {int? b}) {          // => defines function compute
  var item = Item(1);                   // => instantiates lib.src.item.Item
  item.save(a);                         // => calls lib.src.item.Item.save (inferred)
  final Item other = Item(2);           // => instantiates lib.src.item.Item; type_of lib.src.item.Item
  other.twice();                        // => calls lib.src.item.Item.twice (inferred)
  final cascade = Item(3)               // => instantiates lib.src.item.Item
    ..save(1)                           // => calls lib.src.item.Item.save (candidate)
    ..show();                           // => calls lib.src.item.Item.show (candidate)
  cascade?.save(2);                     // => calls lib.src.item.Item.save (candidate)
  items.map((e) => describe(e)).toList();  // => defines function compute.<lambda1>; calls describe; unresolved calls items.map from compute; unresolved calls items.map().toList from compute
  void inner() {                        // => defines function compute.inner
    other.show();                       // => calls lib.src.item.Item.show (inferred)
  }

  inner();                              // => calls compute.inner
  const Item(4);                        // => instantiates lib.src.item.Item
  for (var each in items) {
    each.show();                        // => calls lib.src.item.Item.show (candidate)
  }
  return helper(a);                     // => calls lib.src.base.helper
}

final top = compute(1);                 // => defines constant top; calls compute
String get name => 'a';                 // => defines function name
void describe(x) {}                     // => defines function describe
