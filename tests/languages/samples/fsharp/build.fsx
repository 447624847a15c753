#load "src/Base.fs"                     (* => imports src.Base *)
open Shop.Base                          (* => imports Shop.Base *)
helper 1                                (* => calls Shop.Base.helper *)
