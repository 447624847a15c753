export const List = { Item({ children }) { return <ul>{children}</ul> } } // => defines constant List; defines method List.Item
