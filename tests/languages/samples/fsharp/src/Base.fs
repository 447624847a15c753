module Shop.Base                        (* => defines module Shop.Base *)

type Shape(x: int) =                    (* => defines class Shop.Base.Shape *)
    member this.Area() = x              (* => defines method Shop.Base.Shape.Area *)

let helper x = ignore x                 (* => defines function Shop.Base.helper; calls FSharp.Core.ignore *)
let format x = sprintf "%A" x           (* => defines function Shop.Base.format; calls FSharp.Core.sprintf *)
