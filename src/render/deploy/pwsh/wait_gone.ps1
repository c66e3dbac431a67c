
# Looks until the command fails with the error or answers nothing.
function Wait-Gone([string] $Missing, [scriptblock] $Command) {
    for ($look = 0; $look -lt 240; $look++) {
        $answer = Get-Answer $Missing $Command
        if (-not $answer) { return }
        Write-Host "  $answer"
        Start-Sleep -Seconds $PollSeconds
    }
    Stop-Script 'it is not gone in time'
}
