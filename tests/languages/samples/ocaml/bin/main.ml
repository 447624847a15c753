let run () = Cart.add (Cart.local ()) 2; Shop.Item.show 1  (* => defines function run; calls Cart.add, Cart.local, Item.show *)
let () = run ()                         (* => calls run *)
