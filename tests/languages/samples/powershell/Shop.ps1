using module .\lib\Cart.psm1            # => imports lib.Cart
using namespace System.IO               # => imports System.IO
. "$PSScriptRoot\lib\util.ps1"          # => imports lib.util
. .\lib\missing.ps1                     # => unresolved imports .\lib\missing.ps1
Import-Module ./lib/Items.psm1 -Force   # => imports lib.Items
Import-Module -Name Az                  # => imports Az

# Adds an item.
# Twice.
function Add-Item {                     # => defines function Add-Item
    [CmdletBinding()]
    param([Parameter(Mandatory)][string]$Name, [int]$Count = 1)
    $found = Get-Thing -Name $Name | Where-Object { Test-Item $_ }  # => defines function Add-Item.<lambda1>; calls lib.Items.Get-Thing, powershell.Where-Object from Add-Item; calls lib.util.Test-Item
    Write-Host "a $(Format-It $found)"  # => calls lib.util.Format-It, powershell.Write-Host
    helper $found                       # => calls Helper
    $cart = [Cart]::new($Count)         # => instantiates lib.Cart.Cart
    $cart.Add($found)                   # => calls lib.Cart.Cart.Add (inferred)
    & Show-Item $cart                   # => calls lib.Items.Show-Item
    return [Cart]::Make()               # => calls lib.Cart.Cart.Make
}

function Helper($a, $b) { [Math]::Abs(1); $a.Items.Run() }  # => defines function Helper; unresolved calls $a.Items.Run; unresolved calls [Math]::Abs
filter Only-It { Helper $_ }            # => defines function Only-It; calls Helper

$shared = New-Object Cart 1             # => defines field $shared; instantiates lib.Cart.Cart
$shared.Reset()                         # => calls lib.Cart.Cart.Reset (inferred)
ADD-ITEM -Name 'x' | Only-It            # => calls Add-Item, Only-It
if (Test-Item $shared) { Unknown-Thing @{ a = (Helper 1) } }  # => calls Helper, lib.util.Test-Item; unresolved calls Unknown-Thing
