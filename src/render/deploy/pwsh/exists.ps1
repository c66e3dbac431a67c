
# Says that it exists, and in what it differs.
function Write-Existing([string] $Differences) {
    if ($Differences) {
        Write-Host "  exists already, with another $($Differences -split '\s+' -join ', ')"
    } else {
        Write-Host '  exists already'
    }
}
