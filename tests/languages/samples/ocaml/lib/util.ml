let helper x = ignore x                 (* => defines function helper; calls Stdlib.ignore *)
let square x = x * x                    (* => defines function square *)
let total items = List.fold_left ( + ) 0 items  (* => defines function total; calls List.fold_left *)
