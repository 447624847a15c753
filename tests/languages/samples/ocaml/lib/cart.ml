open Printf                             (* => imports Printf *)
open Util                               (* => imports Util *)
module I = Item                         (* => imports Item *)
module Names = Map.Make (String)        (* => defines module Names *)

module Line = struct                    (* => defines module Line *)
  let make item = I.show item           (* => defines function Line.make; calls Item.show *)
  module Deep = struct                  (* => defines module Line.Deep *)
    let dive () = make 1                (* => defines function Line.Deep.dive; calls Line.make *)
  end
end

module type SAVER = sig                 (* => defines interface SAVER *)
  type t                                (* => defines type_alias SAVER.t *)
  val save : t -> unit                  (* => defines method SAVER.save; type_of SAVER.t *)
end

module Make (S : SAVER) : SAVER = struct  (* => defines module Make *)
  type t = S.t                          (* => defines type_alias Make.t *)
  let save = S.save                     (* => defines constant Make.save *)
end

(** A cart.
    It holds items. *)
type cart = { items : Item.t list; mutable count : int }  (* => defines field cart.count; defines field cart.items; defines struct cart; type_of Item.t from cart.items *)
type color = Red | Green of int         (* => defines constant color.Green; defines constant color.Red; defines enum color *)
type 'a alias = 'a list                 (* => defines type_alias alias *)
exception Full of string                (* => defines class Full *)
external now : unit -> float = "caml_now"  (* => defines function now *)

let max_size = 10                       (* => defines constant max_size *)
let limit : int = 20                    (* => defines constant limit *)

(** Adds. *)
let add (c : cart) item' =              (* => defines function add *)
  helper item';                         (* => calls Util.helper *)
  I.show item' |> print_endline;        (* => calls Item.show, Stdlib.print_endline *)
  c.items |> List.map (fun i -> Item.price i) |> total;  (* => defines function add.<lambda1>; calls Item.price; calls List.map, Util.total from add *)
  Line.Deep.dive ();                    (* => calls Line.Deep.dive *)
  if c.count > max_size then raise (Full "cart")  (* => calls Stdlib.raise; instantiates Full *)

let rec even n = odd (n - 1)            (* => defines function even; calls odd *)
and odd n = if n = 0 then false else even (n - 1)  (* => defines function odd; calls even *)

let apply f x = f x                     (* => defines function apply; unresolved calls f *)
let classify = function Red -> 1 | Green n -> square n  (* => defines function classify; calls Util.square *)
let twice = fun x -> x + x              (* => defines function twice *)

class point x = object (self)           (* => defines class point *)
  inherit Base.shape x                  (* => inherits Base.shape *)
  val mutable y = x                     (* => defines field point.y *)
  method get = self#shift y             (* => defines method point.get; calls point.shift (inferred) *)
  method private shift dy = add dy      (* => defines method point.shift; calls add *)
end

let origin = new point 0                (* => defines constant origin; instantiates point *)
let moved = origin#get                  (* => defines constant moved; calls point.get (inferred) *)

let local () =                          (* => defines function local *)
  let inner x = square x in             (* => defines function local.inner; calls Util.square *)
  let open Item in                      (* => imports Item *)
  List.iter (fun i -> ignore (inner (price i))) [];  (* => defines function local.<lambda1>; calls local.inner, Item.price, Stdlib.ignore; calls List.iter from local *)
  Util.(helper 1)                       (* => calls Util.helper; imports Util *)

let () =
  printf "%d" (twice 2);                (* => calls twice; unresolved calls printf *)
  add origin 1 @@ unknown 2;            (* => calls add; unresolved calls unknown *)
  local ()                              (* => calls local *)
