function Show-Item { Get-Content (Join-Path 'a' 'b') }  # => defines function Show-Item; calls powershell.Get-Content, powershell.Join-Path
function Get-Thing { Show-Item }        # => defines function Get-Thing; calls Show-Item
