class Base {                            # => defines class Base
    [void] Log([string]$text) { Write-Host $text }  # => defines method Base.Log; calls powershell.Write-Host
}

class Cart : Base {                     # => defines class Cart; inherits Base
    [int]$Count                         # => defines field Cart.Count
    static [string]$Title = 'x'         # => defines field Cart.Title
    Cart([int]$n) { $this.Count = $n; $this.Reset() }  # => defines method Cart.Cart; calls Cart.Reset (inferred)
    [void] Add([object]$item) { $this.Log('x'); [Cart]::Make(); $item.Save() }  # => defines method Cart.Add; calls Base.Log (inferred); calls Cart.Make; unresolved calls $item.Save
    [void] Reset() { }                  # => defines method Cart.Reset
    static [Cart] Make() { return [Cart]::new(1) }  # => defines method Cart.Make; instantiates Cart; type_of Cart
}

enum Color { Red; Green = 2 }           # => defines constant Color.Green; defines constant Color.Red; defines enum Color
