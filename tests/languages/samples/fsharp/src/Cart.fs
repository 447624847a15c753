module Shop.Cart                        (* => defines module Shop.Cart *)

open System                             (* => imports System *)
open Shop.Base                          (* => imports Shop.Base *)
open Shop.Items.Pricing                 (* => imports Shop.Items.Pricing *)
module L = List                         (* => imports List *)

/// A cart.
/// It holds items.
type Cart = { Items: Item list; mutable Count: int }  (* => defines field Shop.Cart.Cart.Count; defines field Shop.Cart.Cart.Items; defines struct Shop.Cart.Cart *)
type Color = Red | Green of int         (* => defines constant Shop.Cart.Color.Green; defines constant Shop.Cart.Color.Red; defines enum Shop.Cart.Color *)
type Single = | Only                    (* => defines constant Shop.Cart.Single.Only; defines enum Shop.Cart.Single *)
type Name = string                      (* => defines type_alias Shop.Cart.Name *)

type ISaver =                           (* => defines interface Shop.Cart.ISaver *)
    abstract member Save: int -> unit   (* => defines method Shop.Cart.ISaver.Save *)
    abstract Load: unit -> int          (* => defines method Shop.Cart.ISaver.Load *)

type Point(x: int, y: int) =            (* => defines class Shop.Cart.Point *)
    inherit Shape(x)                    (* => inherits Shop.Base.Shape *)
    let mutable z = x                   (* => defines constant Shop.Cart.Point.z *)
    member this.X = x                   (* => defines method Shop.Cart.Point.X *)
    member this.Add(other: Point) =     (* => defines method Shop.Cart.Point.Add; type_of Shop.Cart.Point *)
        helper other                    (* => calls Shop.Base.helper *)
        this.Go()                       (* => calls Shop.Cart.Point.Go (inferred) *)
    member private self.Go() = self.Add(Point.Make())  (* => defines method Shop.Cart.Point.Go; calls Shop.Cart.Point.Add (inferred); calls Shop.Cart.Point.Make *)
    static member Make() = Point(1, 2)  (* => defines method Shop.Cart.Point.Make; instantiates Shop.Cart.Point *)
    member val Title = "x" with get, set  (* => defines field Shop.Cart.Point.Title *)
    interface ISaver with               (* => implements Shop.Cart.ISaver *)
        member this.Save n = printfn "saved"  (* => defines method Shop.Cart.Point.Save; calls FSharp.Core.printfn; overrides Shop.Cart.ISaver.Save *)
        member this.Load() = 1          (* => defines method Shop.Cart.Point.Load; overrides Shop.Cart.ISaver.Load *)

exception CartError of string           (* => defines class Shop.Cart.CartError *)

/// Adds.
let add (cart: Cart) item' =            (* => defines function Shop.Cart.add; type_of Shop.Cart.Cart *)
    helper item' |> format              (* => calls Shop.Base.format, Shop.Base.helper *)
    Item.show item'                     (* => calls Item.show *)
    List.map (fun i -> price i) cart.Items |> total  (* => defines function Shop.Cart.add.<lambda1>; calls List.map, Shop.Items.Pricing.total from Shop.Cart.add; calls Shop.Items.Pricing.price *)
    L.length cart.Items                 (* => calls List.length *)
    raise (CartError "x")               (* => calls FSharp.Core.raise; instantiates Shop.Cart.CartError *)

let rec even n = odd (n - 1)            (* => defines function Shop.Cart.even; calls Shop.Cart.odd *)
and odd n =                             (* => defines function Shop.Cart.odd *)
    even n                              (* => calls Shop.Cart.even *)

let maxSize = 10                        (* => defines constant Shop.Cart.maxSize *)
let inline private double (a: int) : int = a + a  (* => defines function Shop.Cart.double *)
let twice = fun x -> double x           (* => defines function Shop.Cart.twice; calls Shop.Cart.double *)

module Inner =                          (* => defines module Shop.Cart.Inner *)
    let go x = add x 1                  (* => defines function Shop.Cart.Inner.go; calls Shop.Cart.add *)
    let deep () = go (Shop.Items.Pricing.price 1)  (* => defines function Shop.Cart.Inner.deep; calls Shop.Cart.Inner.go, Shop.Items.Pricing.price *)

let origin = Point(1, 2)                (* => defines constant Shop.Cart.origin; instantiates Shop.Cart.Point *)
let other = new Point(3, 4)             (* => defines constant Shop.Cart.other; instantiates Shop.Cart.Point *)
let moved = origin.Add other            (* => defines constant Shop.Cart.moved; calls Shop.Cart.Point.Add (inferred) *)

[<EntryPoint>]                          (* => decorates EntryPoint from Shop.Cart.main *)
let main argv =                         (* => defines function Shop.Cart.main *)
    let local y = double y              (* => defines function Shop.Cart.main.local; calls Shop.Cart.double *)
    match argv with
    | Some v when local v -> Inner.go v (* => calls Shop.Cart.Inner.go, Shop.Cart.main.local *)
    | _ -> unknown ()                   (* => unresolved calls unknown *)
    local <| 1                          (* => calls Shop.Cart.main.local *)
    0
