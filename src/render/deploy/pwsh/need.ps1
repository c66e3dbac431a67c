
# Ends the script unless the environment has all of these variables, and aws can be given what they hold.
function Assert-Environment([string[]] $Names) {
    $missing = @($Names | Where-Object { -not [Environment]::GetEnvironmentVariable($_) })
    if ($missing.Count -gt 0) { Stop-Script "not set in the environment: $missing" 2 }
    $unfit = '"'
    # A batch file, as pip installs it, reads its command line once more.
    if (@(Get-Command aws -CommandType Application)[0].Name -match '\.(cmd|bat)$') { $unfit = '["%^&|<>()!]' }
    $wrong = @($Names | Where-Object { [Environment]::GetEnvironmentVariable($_) -match $unfit })
    if ($wrong.Count -gt 0) { Stop-Script "with characters that aws cannot be given here: $wrong" 2 }
}
