type t = { price : int }                (* => defines field t.price; defines struct t *)
let price item = item.price             (* => defines function price *)
let show item = string_of_int (price item)  (* => defines function show; calls price, Stdlib.string_of_int *)
