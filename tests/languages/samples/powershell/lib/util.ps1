function Format-It($x) { "$x" }         # => defines function Format-It
function Test-Item {                    # => defines function Test-Item
    param($Item)
    $Item -ne $null
}
