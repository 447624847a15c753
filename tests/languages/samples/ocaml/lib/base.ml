class shape x = object                  (* => defines class shape *)
  method area = x                       (* => defines method shape.area *)
end
