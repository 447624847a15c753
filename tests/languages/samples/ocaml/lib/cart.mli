type cart                               (* => defines type_alias cart *)
type color = Red | Green of int         (* => defines constant color.Green; defines constant color.Red; defines enum color *)
val add : cart -> int -> unit           (* => defines function add; type_of cart *)
val even : int -> bool                  (* => defines function even *)
