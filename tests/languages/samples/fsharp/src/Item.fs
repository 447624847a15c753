namespace Shop.Items

type Price = Euro of int                (* => defines constant Shop.Items.Price.Euro; defines enum Shop.Items.Price *)

module Pricing =                        (* => defines module Shop.Items.Pricing *)
    let price x = x                     (* => defines function Shop.Items.Pricing.price *)
    let total xs = List.sum xs          (* => defines function Shop.Items.Pricing.total; calls List.sum *)

module Other =                          (* => defines module Shop.Items.Other *)
    let use' x = Pricing.price x        (* => defines function Shop.Items.Other.use'; calls Shop.Items.Pricing.price *)
